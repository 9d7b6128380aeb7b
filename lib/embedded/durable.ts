import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { step } from './step.ts';

/** Makes a file's bytes durable. */
export const fsyncFile = (path: string, name: string): Promise<void> => step(`${name}.fsync`, () => sync(path, constants.O_RDONLY));

/** Makes the names in a folder durable: without it a new file may be gone after a power cut. */
export const fsyncFolder = (path: string, name: string): Promise<void> =>
  step(`${name}.fsync_folder`, () => sync(path, constants.O_RDONLY | constants.O_DIRECTORY));

/** Makes a folder and its missing parents, each durable in the one above it. */
export async function makeFolder(path: string, name: string): Promise<void> {
  const first = await step(`${name}.mkdir`, () => mkdir(path, { recursive: true }));
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await fsyncFolder(dirname(made), name);
}

/** Writes a new file and makes its bytes (not yet its name) durable. */
export async function writeDurably(path: string, body: Uint8Array | string, name: string, mode = 0o644): Promise<void> {
  await step(`${name}.write`, async () => {
    const file = await open(path, 'wx', mode);
    try {
      await file.writeFile(body);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

async function sync(path: string, flags: number): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
