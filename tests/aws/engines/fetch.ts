import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The engines, pinned: what Athena runs, what Amazon gives out of DynamoDB, and an S3 server that checks signatures. */
export const versions = { trino: '435', dynamodb: '2.6.1', versitygw: '1.8.0' };

/** Where the engines are kept between runs: outside the checkout. */
export const cacheFolder = (): string => process.env['AFTERTIER_ENGINES'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'aftertier-engines');

export interface Engines {
  readonly trino: string;
  readonly dynamodb: string;
  /** The program itself. */
  readonly versitygw: string;
}

/** Fetches what the cache does not hold yet, from nothing in about three minutes. Several may do so at once: each builds aside and the first one stays. */
export async function fetchEngines(cache = cacheFolder()): Promise<Engines> {
  await mkdir(cache, { recursive: true });
  const [trino, dynamodb, gateway] = await Promise.all([
    once(cache, `trino-${versions.trino}`, buildTrino),
    once(cache, `dynamodb-${versions.dynamodb}`, (folder) => maven(folder, [{ group: 'com.amazonaws', id: 'DynamoDBLocal', version: versions.dynamodb }])),
    once(cache, `versitygw-${versions.versitygw}`, buildGateway),
  ]);
  return { trino, dynamodb, versitygw: join(gateway, 'versitygw') };
}

/** What this machine lacks for running the engines, as the names of commands; empty where they can run. */
export async function lacking(cache = cacheFolder()): Promise<string[]> {
  const wanted: [command: string, argument: string, unless: string | null][] = [
    ['java', '-version', null],
    ['javac', '-version', `trino-${versions.trino}`],
    ['mvn', '-v', `trino-${versions.trino}`],
    ['go', 'version', `versitygw-${versions.versitygw}`],
  ];
  const found = await Promise.all(wanted.map(async ([command, argument, unless]) =>
    (unless !== null && (await exists(join(cache, unless)))) || run(command, [argument]).then(() => true, () => false)));
  return wanted.filter((_, n) => !found[n]).map(([command]) => command);
}

async function once(cache: string, name: string, build: (folder: string) => Promise<void>): Promise<string> {
  const place = join(cache, name);
  if (await exists(place)) return place;
  const aside = await mkdtemp(join(cache, `.${name}-`));
  try {
    await build(aside);
    await rename(aside, place).catch(async (error: unknown) => {
      if (!(await exists(place))) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return place;
}

const exists = (path: string): Promise<boolean> => access(path).then(() => true, () => false);

async function buildTrino(folder: string): Promise<void> {
  const { trino: version } = versions;
  await maven(folder, [{ group: 'io.trino', id: 'trino-main', version }], { group: 'io.trino', id: 'trino-hive', version, type: 'zip' });
  const [plugins, libraries, hive] = [join(folder, 'plugin'), join(folder, 'lib', '*'), join(folder, 'plugin', 'hive')];
  await rename(join(plugins, `trino-hive-${version}`), hive);
  const source = (name: string): string => fileURLToPath(new URL(`trino/${name}`, import.meta.url));
  await run('javac', ['-proc:none', '-cp', libraries, '-d', join(folder, 'main'), source('Main.java')]);
  await run('javac', ['-proc:none', '-cp', `${join(hive, '*')}:${libraries}`, '-d', join(folder, 'patch'), source('InjectedProjection.java')]);
  // Jars of a plugin are searched in the order of their names.
  await run('jar', ['cf', join(hive, '0-injected.jar'), '-C', join(folder, 'patch'), '.']);
}

async function buildGateway(folder: string): Promise<void> {
  await run('go', ['install', `github.com/versity/versitygw/cmd/versitygw@v${versions.versitygw}`], { env: { ...process.env, GOBIN: folder, GOFLAGS: '-modcacherw' } });
}

interface Artifact {
  readonly group: string;
  readonly id: string;
  readonly version: string;
  readonly type?: string;
}

/** Libraries with all they need into `folder/lib`, and an archive unpacked into `folder/plugin`. */
async function maven(folder: string, libraries: readonly Artifact[], unpacked?: Artifact): Promise<void> {
  const file = join(folder, 'pom.xml');
  await writeFile(file, project(folder, libraries, unpacked));
  await run('mvn', ['--quiet', '--batch-mode', '--file', file, 'package'], { maxBuffer: 64 * 1024 * 1024 });
}

function project(folder: string, libraries: readonly Artifact[], unpacked: Artifact | undefined): string {
  const named = ({ group, id, version, type }: Artifact): string =>
    `<groupId>${group}</groupId><artifactId>${id}</artifactId><version>${version}</version>${type === undefined ? '' : `<type>${type}</type>`}`;
  const goal = (name: string, configuration: string): string =>
    `<execution><id>${name}</id><phase>package</phase><goals><goal>${name}</goal></goals><configuration>${configuration}</configuration></execution>`;
  const goals = [goal('copy-dependencies', `<includeScope>runtime</includeScope><outputDirectory>${join(folder, 'lib')}</outputDirectory>`)];
  if (unpacked !== undefined) {
    goals.push(goal('unpack', `<artifactItems><artifactItem>${named(unpacked)}</artifactItem></artifactItems><outputDirectory>${join(folder, 'plugin')}</outputDirectory>`));
  }
  return `<project>
  <modelVersion>4.0.0</modelVersion>
  ${named({ group: 'aftertier.test', id: 'engine', version: '1' })}<packaging>pom</packaging>
  <dependencies>${libraries.map((library) => `<dependency>${named(library)}</dependency>`).join('')}</dependencies>
  <build><plugins><plugin>
    ${named({ group: 'org.apache.maven.plugins', id: 'maven-dependency-plugin', version: '3.6.1' })}
    <executions>${goals.join('')}</executions>
  </plugin></plugins></build>
</project>
`;
}
