-- CreateIndex
CREATE INDEX "Companion_shop_orders_idx" ON "Companion"("shop", "orders" DESC);

