import type { BoardRows } from '../../analyse/boards/questions.ts';
import type { ChannelsBoard, ProductsBoard, RateMember } from '../../model/boards/rates.ts';
import type { Settings } from '../../model/settings.ts';
import type { BoardFrame } from './frame.ts';
import { rateMembers } from './rates.ts';

const ranked = <T extends RateMember>(members: T[]): T[] => members.sort((a, b) => (b.shrunken_bp ?? -1) - (a.shrunken_bp ?? -1) || b.units - a.units);

export function productsBoard(frame: BoardFrame, rows: BoardRows, settings: Settings): ProductsBoard {
  const products = rateMembers(rows.members, 'product_id').map(({ member, parent, rate }) => ({ product_id: member, category: parent === '' ? null : parent, ...rate }));
  return { ...frame, window_days: settings.windows.customer_days, products: ranked(products) };
}

export function channelsBoard(frame: BoardFrame, rows: BoardRows, settings: Settings): ChannelsBoard {
  const channels = rateMembers(rows.members, 'channel').map(({ member, rate }) => ({ channel: member, ...rate }));
  return { ...frame, window_days: settings.windows.customer_days, channels: ranked(channels) };
}
