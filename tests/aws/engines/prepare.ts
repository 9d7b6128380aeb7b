import { fetchEngines, lacking } from './fetch.ts';

/** Fetches the engines ahead of the suites, so that they are there when the suites begin. Where the machine lacks what builds them, the suites say so. */
const missing = await lacking();
if (missing.length === 0) await fetchEngines();
