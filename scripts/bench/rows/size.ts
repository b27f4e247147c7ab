import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packExtension } from '../../package.js';
import { spreadOf } from '../measure.js';
import type { Row } from '../row.js';

/** The packed extension. */
export const size: Row = {
  name: 'size',
  async measure({ folder }) {
    mkdirSync(folder, { recursive: true });
    const vsix = join(folder, 'tls-rpt.vsix');
    await packExtension(vsix);
    return [
      {
        what: 'the packed .vsix',
        unit: 'KB',
        value: spreadOf([statSync(vsix).size / 1000]),
        bar: { kind: 'most', value: 600 },
      },
    ];
  },
};
