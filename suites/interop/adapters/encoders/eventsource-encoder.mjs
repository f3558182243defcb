import { encode, encodeComment } from 'eventsource-encoder'

export default ({ comment, ...message }) => (comment === undefined ? '' : encodeComment(comment)) + encode(message)
