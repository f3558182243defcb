import baseline from './schemas/baseline.json' with { type: 'json' }
import clause from './schemas/clause.json' with { type: 'json' }
import config from './schemas/config.json' with { type: 'json' }
import corpus from './schemas/corpus.json' with { type: 'json' }
import eventLine from './schemas/event-line.json' with { type: 'json' }
import killMatrix from './schemas/kill-matrix.json' with { type: 'json' }
import lint from './schemas/lint.json' with { type: 'json' }
import results from './schemas/results.json' with { type: 'json' }
import vector from './schemas/vector.json' with { type: 'json' }

/** The JSON Schemas (2020-12) of the shapes that cross a border. */
export const schemas = {
  clause,
  vector,
  'event-line': eventLine,
  results,
  lint,
  'kill-matrix': killMatrix,
  config,
  corpus,
  baseline,
} as const

export type SchemaName = keyof typeof schemas
