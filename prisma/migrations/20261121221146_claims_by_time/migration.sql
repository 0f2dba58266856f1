-- DropIndex
DROP INDEX "Claim_shop_campaignId_claimedAt_idx";

-- CreateIndex
CREATE INDEX "Claim_shop_claimedAt_campaignId_idx" ON "Claim"("shop", "claimedAt", "campaignId");

