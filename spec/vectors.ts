import type { Vector } from './vector.ts'
import bom from './vectors/bom.json' with { type: 'json' }
import comment from './vectors/comment.json' with { type: 'json' }
import data from './vectors/data.json' with { type: 'json' }
import dispatch from './vectors/dispatch.json' with { type: 'json' }
import end from './vectors/end.json' with { type: 'json' }
import event from './vectors/event.json' with { type: 'json' }
import field from './vectors/field.json' with { type: 'json' }
import id from './vectors/id.json' with { type: 'json' }
import line from './vectors/line.json' with { type: 'json' }
import retry from './vectors/retry.json' with { type: 'json' }
import utf8 from './vectors/utf8.json' with { type: 'json' }

/** Every decode vector: the topics in the order in which a stream is read. */
export const vectors = [
  ...utf8,
  ...bom,
  ...line,
  ...comment,
  ...field,
  ...event,
  ...data,
  ...id,
  ...retry,
  ...dispatch,
  ...end,
] as readonly Vector[]
