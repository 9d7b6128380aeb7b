import { writeFile } from 'node:fs/promises';
import { startEngines } from './start.ts';

/** Keeps one set of engines running while somebody works on the suites: `tsx tests/aws/engines/serve.ts FILE`, then `AFTERTIER_ENGINES_AT=FILE npm run test:aws`. */
const [file = 'engines.json'] = process.argv.slice(2);
const { stop, ...addresses } = await startEngines();
await writeFile(file, JSON.stringify(addresses));
console.log(`Engines are running; their addresses are in ${file}. Ctrl-C ends them.`);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop().then(() => process.exit(0)));
await new Promise(() => setInterval(() => undefined, 60_000));
