-- DropIndex
DROP INDEX "Claim_shop_claimedAt_campaignId_idx";

-- CreateIndex
CREATE INDEX "Claim_shop_claimedAt_idx" ON "Claim"("shop", "claimedAt");

