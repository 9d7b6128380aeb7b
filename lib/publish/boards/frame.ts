/** What every board says about itself. */
export interface BoardFrame {
  as_of: string;
  version: number;
  window_days: number;
  currency: string;
}
