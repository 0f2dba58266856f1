-- CreateIndex
CREATE INDEX "Visit_shop_shopperId_startedAt_idx" ON "Visit"("shop", "shopperId", "startedAt");

