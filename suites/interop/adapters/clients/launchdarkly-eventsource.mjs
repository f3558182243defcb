import launchdarkly from 'launchdarkly-eventsource'

export default launchdarkly.EventSource
