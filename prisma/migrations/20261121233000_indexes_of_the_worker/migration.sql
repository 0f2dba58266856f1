-- DropIndex
DROP INDEX "webhook_delivery_waiting";

-- CreateIndex
CREATE INDEX "webhook_delivery_waiting" ON "WebhookDelivery"("doneAt", "receivedAt");

-- CreateIndex
CREATE INDEX "DiscountCode_shop_discountId_idx" ON "DiscountCode"("shop", "discountId");

-- CreateIndex
CREATE INDEX "Claim_shop_orderId_idx" ON "Claim"("shop", "orderId");

-- CreateIndex
CREATE INDEX "Exposure_shop_orderId_idx" ON "Exposure"("shop", "orderId");
