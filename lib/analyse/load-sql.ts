import { readFileSync } from 'node:fs';

/** The text of a .sql file that lies beside a module: `loadSql(import.meta.url, './question.sql')`. */
export const loadSql = (moduleUrl: string, path: string): string => readFileSync(new URL(path, moduleUrl), 'utf8');
