/** What a row of the table is. */
import type { Spread } from './measure.js';

/** One measured figure. */
export interface Figure {
  /** What was measured, such as `lint of 1,000,000 records: time`. */
  readonly what: string;
  readonly unit: 'ms' | 'MB' | 'MB/s' | 'KB' | '×';
  readonly value: Spread;
  /** The same of the program that it is compared with. */
  readonly peer?: { readonly name: string; readonly value: Spread };
  /** What it must reach, in the figure's unit or as a part of the peer's value. */
  readonly bar?: Bar;
  /** What else to know, in a few words. */
  readonly note?: string;
}

export interface Bar {
  /** `most`: the value may not be above; `least`: not below. */
  readonly kind: 'most' | 'least';
  readonly value: number;
  /** Whether the value is a multiple of the peer's. */
  readonly ofPeer?: boolean;
}

export interface Context {
  /** Where generated files are kept between runs. */
  readonly folder: string;
  /** Fewer runs, smaller inputs. */
  readonly quick: boolean;
  /** Says something about a row that cannot be measured here. */
  skip(reason: string): void;
}

export interface Row {
  readonly name: string;
  measure(context: Context): Promise<readonly Figure[]>;
}

/** Whether a figure keeps its bar; undefined where there is none or nothing to compare with. */
export function keeps({ value, peer, bar }: Figure): boolean | undefined {
  if (bar === undefined) return undefined;
  const base = bar.ofPeer === true ? peer?.value.median : 1;
  if (base === undefined) return undefined;
  return bar.kind === 'most' ? value.median <= bar.value * base : value.median >= bar.value * base;
}
