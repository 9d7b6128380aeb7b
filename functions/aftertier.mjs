#!/usr/bin/env node
// The command line's door: TypeScript runs as it is, so nothing here can be older than its source.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./cli.ts');
process.exitCode = await main(process.argv.slice(2));
