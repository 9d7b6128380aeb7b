import { Duration } from 'aws-cdk-lib';
import type { House } from './function.ts';
import type { StageSettings } from './settings.ts';

/** What every box of the picture is made with. */
export interface Common {
  readonly house: House;
  readonly settings: StageSettings;
}

export const days = (n: number): Duration => Duration.days(n);
