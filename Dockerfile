# Kessai as an image: nobody's process, nothing writable but /data. docs/operator-guide.md says how to run it.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-slim
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
RUN install -d -o 65534 -g 65534 -m 0700 /data
# Look-ups of names that hang must not keep the record from the disk: both wait in the same pool.
ENV NODE_ENV=production UV_THREADPOOL_SIZE=16 KESSAI_OFFICE=/config/office.yaml KESSAI_DATA=/data
USER 65534:65534
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.KESSAI_HEALTH_PORT || 9464}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-old-space-size=512", "--max-semi-space-size=4", "--expose-gc", "dist/src/main.js"]
