# One image, three commands: `npm start` (web, the default), `npm run worker`, `npm run migrate`.
# Web and worker are stateless; run as many of each as you like on one PostgreSQL.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma ./prisma
RUN npm ci --no-progress
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production PORT=3000 CHECKPOINT_DISABLE=1
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma ./prisma
# The embedded PostgreSQL and npm's own Node are for development only.
RUN npm ci --omit=dev --omit=optional --no-progress && npm cache clean --force
COPY --from=build /app/build ./build
COPY --from=build /app/app ./app
COPY --from=build /app/dev/with-node.mjs ./dev/with-node.mjs
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: signals must reach the server, so that it can finish what it has begun.
CMD ["node", "dev/with-node.mjs", "--production", "app/server.ts"]
