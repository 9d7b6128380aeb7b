import type { VNode } from 'preact';
import { cubeDimensions, type CubeDimension } from '../../../lib/model/boards/cube.ts';
import type { Dimension, Driver } from '../../../lib/model/boards/drivers.ts';
import { valueLabel } from '../../shell/filters.tsx';
import { useView, type View } from '../../view.ts';
import { FilterBy } from '../filter-by.tsx';
import { words } from './words.ts';

interface Part {
  dimension: Dimension;
  text: string;
  /** Set where the page can be narrowed down to it. */
  only: Partial<Record<CubeDimension, string>> | null;
}

/** What a driver's claim is about, dimension by dimension in words: `carrier SF`, `region Hubei`. What speaks for itself stands alone. */
function partsOf({ dimensions }: Driver, view: View): Part[] {
  const t = words[view.locale];
  return (Object.entries(dimensions) as [Dimension, string][]).map(([dimension, value]) => {
    const cube = cubeDimensions.find((name) => name === dimension);
    const label = cube === undefined ? value : valueLabel(cube, value, view);
    return { dimension, text: t.part[dimension](label), only: cube === undefined ? null : { [cube]: value } };
  });
}

const groupText = ({ reason_group }: Driver, { locale, group }: View): string => (reason_group === null ? words[locale].allReasons : group(reason_group));

/** As one text, for sentences. */
export const driverText = (driver: Driver, view: View): string =>
  `${partsOf(driver, view).map(({ text }) => text).join(' × ')} × ${groupText(driver, view)}`;

/** As a heading whose parts filter. */
export function DriverName({ driver }: { driver: Driver }): VNode {
  const view = useView();
  return (
    <>
      {partsOf(driver, view).map(({ dimension, text, only }) => (
        <span key={dimension}>{only === null ? text : <FilterBy only={only}>{text}</FilterBy>}{' × '}</span>
      ))}
      {driver.reason_group === null ? groupText(driver, view) : <FilterBy only={{ reason: driver.reason_group }}>{groupText(driver, view)}</FilterBy>}
    </>
  );
}
