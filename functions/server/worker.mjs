// The worker's door: like the command line's, it runs TypeScript as it is.
import { register } from 'tsx/esm/api';

register();
const { work } = await import('./worker.ts');
await work(JSON.parse(process.argv[2] ?? '{}'));
