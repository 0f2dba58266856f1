-- DropIndex
DROP INDEX "Claim_shop_shopperKey_campaignId_shopperNth_key";

-- AlterTable
ALTER TABLE "Claim" DROP COLUMN "shopperKey",
DROP COLUMN "shopperNth";

-- CreateTable
CREATE TABLE "ShopperClaim" (
    "shop" TEXT NOT NULL,
    "shopperKey" TEXT NOT NULL,
    "nth" INTEGER NOT NULL,
    "claimId" UUID NOT NULL,

    CONSTRAINT "ShopperClaim_pkey" PRIMARY KEY ("shop","shopperKey","nth")
);

