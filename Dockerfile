# The kit in a container: docker build -t sse-conformance . && docker run --rm sse-conformance --help
FROM node:20-alpine AS build
WORKDIR /kit
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY spec spec
COPY reference reference
COPY suites suites
COPY reports reports
RUN npm run build \
  && npm prune --omit=dev --ignore-scripts \
  && find dist \( -name '*.test.*' -o -name '*tests.*' -o -name '*.map' -o -name '*.d.ts' \) -delete

FROM node:20-alpine
WORKDIR /kit
COPY --from=build /kit/package.json ./
COPY --from=build /kit/node_modules node_modules
COPY --from=build /kit/dist dist
COPY --from=build /kit/reports/corpus reports/corpus
COPY --from=build /kit/reports/ci reports/ci
RUN ln -s /kit/dist/reports/cli/main.js /usr/local/bin/sse-conformance \
  && mkdir /audit && chown node:node /audit
USER node
# Configuration, baseline and adapters are read from here, and the reports written to sse-report in it; a volume of
# that folder alone would hide the one in a project that is mounted here.
WORKDIR /audit
VOLUME /audit
ENTRYPOINT ["sse-conformance"]
