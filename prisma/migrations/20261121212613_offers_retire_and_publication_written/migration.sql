-- DropIndex
DROP INDEX "Claim_shop_claimedAt_idx";

-- AlterTable
ALTER TABLE "Discount" ADD COLUMN     "retiredAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "DiscountCode" ADD COLUMN     "shopifyId" TEXT;

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "written" JSONB NOT NULL DEFAULT '{}';

-- CreateIndex
CREATE INDEX "Discount_endsAt_idx" ON "Discount"("endsAt");

-- CreateIndex
CREATE INDEX "Claim_shop_campaignId_claimedAt_idx" ON "Claim"("shop", "campaignId", "claimedAt");

