-- AlterTable
ALTER TABLE "ShopSettings" ADD COLUMN     "stockCeiling" INTEGER NOT NULL DEFAULT 10,
ADD COLUMN     "stockFloor" INTEGER NOT NULL DEFAULT 2;

-- CreateTable
CREATE TABLE "StockChange" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "toldAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StockChange_pkey" PRIMARY KEY ("shop","kind","id")
);

-- CreateTable
CREATE TABLE "StockReading" (
    "shop" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StockReading_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "VariantStock" (
    "shop" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VariantStock_pkey" PRIMARY KEY ("shop","variantId")
);

-- CreateTable
CREATE TABLE "StockSnapshot" (
    "shop" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "takenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StockSnapshot_pkey" PRIMARY KEY ("shop","variantId","day")
);

-- CreateTable
CREATE TABLE "ProductStock" (
    "shop" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "written" JSONB NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProductStock_pkey" PRIMARY KEY ("shop","productId")
);

-- CreateIndex
CREATE INDEX "VariantStock_shop_productId_idx" ON "VariantStock"("shop", "productId");

-- CreateIndex
CREATE INDEX "VariantStock_shop_quantity_idx" ON "VariantStock"("shop", "quantity");

-- CreateIndex
CREATE INDEX "StockSnapshot_shop_day_idx" ON "StockSnapshot"("shop", "day");

