import { spawn } from 'node:child_process';

export interface Ended {
  /** `killed`: by the plan's own SIGKILL. */
  readonly outcome: 'done' | 'killed' | 'failed';
  readonly stdout: string;
  readonly stderr: string;
}

/** The plans of lib/embedded/step.ts. */
export interface Plan {
  readonly crashAt?: `${number}:${'before' | 'after'}`;
  readonly failAt?: `${number}${'' | ':lost'}${'' | ':forever'}`;
}

/** Runs a TypeScript file as a process of its own, which dies or fails at the step the plan says. */
export function runPlanned(script: string, args: readonly string[], plan: Plan = {}): Promise<Ended> {
  const env = { ...process.env, AFTERTIER_CRASH_AT: plan.crashAt ?? '', AFTERTIER_FAIL_AT: plan.failAt ?? '' };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ outcome: signal === 'SIGKILL' ? 'killed' : code === 0 ? 'done' : 'failed', stdout, stderr }));
  });
}

/**
 * Crashes a script before and after every step it takes, one run each on a fresh folder, until a run ends by itself. `fresh` makes the
 * folder and answers the script's arguments; `recovered` looks at what the crash left, starts again as a restart would, and compares.
 */
export async function walkCrashes(
  script: string, fresh: (run: string) => Promise<readonly string[]>, recovered: (args: readonly string[], run: string) => Promise<void>, everyNth = 1,
): Promise<number> {
  for (let n = 1; ; n += everyNth) {
    for (const when of ['before', 'after'] as const) {
      const run = `${n}:${when}` as const;
      const args = await fresh(run);
      const { outcome, stderr } = await runPlanned(script, args, { crashAt: run });
      if (outcome === 'failed') throw new Error(`run ${run} failed instead of being killed: ${stderr}`);
      await recovered(args, run);
      if (outcome === 'done') return n - 1;
    }
  }
}

/** The same with an I/O error at every step: once, and for ever. The script may end either way; what it leaves must recover. */
export async function walkFailures(
  script: string, steps: number, fresh: (run: string) => Promise<readonly string[]>, recovered: (args: readonly string[], run: string) => Promise<void>, everyNth = 1,
): Promise<void> {
  for (let n = 1; n <= steps; n += everyNth) {
    for (const run of [`${n}`, `${n}:lost`, `${n}:forever`] as const) {
      const args = await fresh(run);
      const { outcome, stderr } = await runPlanned(script, args, { failAt: run });
      if (outcome === 'killed') throw new Error(`run ${run} was killed: ${stderr}`);
      await recovered(args, run);
    }
  }
}
