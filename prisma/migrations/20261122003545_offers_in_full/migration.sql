-- DropIndex
DROP INDEX "DiscountCode_shop_campaignId_state_endsAt_idx";

-- AlterTable
ALTER TABLE "Discount" ADD COLUMN     "productId" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reserveMinor" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "DiscountCode" ADD COLUMN     "productId" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Claim" ADD COLUMN     "productId" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "promise" TEXT,
ADD COLUMN     "reservedMinor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "shopperKey" TEXT,
ADD COLUMN     "shopperNth" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "taggedAt" TIMESTAMPTZ(3),
ALTER COLUMN "code" DROP NOT NULL;

-- CreateTable
CREATE TABLE "VariantCost" (
    "shop" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "priceMinor" BIGINT NOT NULL,
    "costMinor" BIGINT,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VariantCost_pkey" PRIMARY KEY ("shop","variantId")
);

-- CreateTable
CREATE TABLE "ClaimRefusal" (
    "shop" TEXT NOT NULL,
    "campaignId" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "productId" TEXT,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ClaimRefusal_pkey" PRIMARY KEY ("shop","campaignId","day","reason")
);

-- CreateTable
CREATE TABLE "Companion" (
    "shop" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "companionId" TEXT NOT NULL,
    "orders" INTEGER NOT NULL,
    "countedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Companion_pkey" PRIMARY KEY ("shop","productId","companionId")
);

-- CreateIndex
CREATE INDEX "VariantCost_shop_productId_idx" ON "VariantCost"("shop", "productId");

-- CreateIndex
CREATE INDEX "DiscountCode_shop_campaignId_state_productId_endsAt_idx" ON "DiscountCode"("shop", "campaignId", "state", "productId", "endsAt");

-- CreateIndex
CREATE UNIQUE INDEX "Claim_shop_shopperKey_campaignId_shopperNth_key" ON "Claim"("shop", "shopperKey", "campaignId", "shopperNth");

