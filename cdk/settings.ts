/** What a stage is, besides its code. All of it may be given on the command line: `npm run deploy -- --stage live --region eu-central-1`. */
export interface StageSettings {
  /** Part of every name: several stages live side by side in one account. */
  readonly stage: string;
  readonly region: string;
  /** Who hears of alarms and of the budget; null: nobody by mail. */
  readonly email: string | null;
  /** A domain of your own for the API, with its certificate in us-east-1; null: CloudFront's name. */
  readonly domain: { readonly name: string; readonly certificateArn: string } | null;
  readonly retention: Retention;
  /** A month's bill at which somebody is told, in USD. */
  readonly budgetUsd: number;
  /** The most that one Athena query may read, in GB; it is stopped there. */
  readonly scanLimitGb: number;
  /** The largest file that may be announced, in MB. A temporary disk holds it twice over. */
  readonly maxUploadMb: number;
}

/** Days. */
export interface Retention {
  /** Files as merchants sent them. */
  readonly raw: number;
  /** What was deleted or overwritten can be brought back for so long; erased for good afterwards. */
  readonly restore: number;
  readonly logs: number;
}

type Given = (name: string) => string | undefined;

/** Reads the settings of a stage; refuses what would only fail in the middle of a deployment. */
export function stageSettings(given: Given): StageSettings {
  const stage = given('stage') ?? 'dev';
  if (!/^[a-z][a-z0-9]{0,11}$/.test(stage)) throw new Error('--stage is a short word: a letter, then letters and digits, at most 12');
  const region = given('region') ?? 'eu-central-1';
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) throw new Error('--region is a name like eu-central-1');
  const [name, certificateArn] = [given('domain'), given('certificate')];
  if ((name === undefined) !== (certificateArn === undefined)) throw new Error('--domain and --certificate come together');
  return {
    stage, region, email: given('email') ?? null,
    domain: name === undefined || certificateArn === undefined ? null : { name, certificateArn },
    retention: { raw: whole(given, 'raw-days', 400), restore: whole(given, 'restore-days', 7), logs: whole(given, 'log-days', 90) },
    budgetUsd: whole(given, 'budget', 50),
    scanLimitGb: whole(given, 'scan-limit', 10),
    maxUploadMb: whole(given, 'max-upload', 2048, 4096),
  };
}

export const settingNames = ['stage', 'region', 'email', 'domain', 'certificate', 'raw-days', 'restore-days', 'log-days', 'budget', 'scan-limit', 'max-upload'] as const;

function whole(given: Given, name: string, usual: number, most = 36_500): number {
  const text = given(name);
  if (text === undefined) return usual;
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > most) throw new Error(`--${name} is a number from 1 to ${most}`);
  return Number(text);
}
