-- AlterTable
ALTER TABLE "Checkout" ADD COLUMN     "addressAt" TIMESTAMPTZ(3),
ADD COLUMN     "contactAt" TIMESTAMPTZ(3),
ADD COLUMN     "paymentAt" TIMESTAMPTZ(3),
ADD COLUMN     "shippingAt" TIMESTAMPTZ(3),
ADD COLUMN     "tokenHash" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "PixelStep" (
    "shop" TEXT NOT NULL,
    "checkoutHash" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "visitId" UUID,
    "reachedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PixelStep_pkey" PRIMARY KEY ("shop","checkoutHash","step")
);

-- CreateTable
CREATE TABLE "Visit" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "shopperId" UUID,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "segment" TEXT,
    "stage" TEXT,
    "anxiety" TEXT,
    "acceptedAt" TIMESTAMPTZ(3),
    "boughtAt" TIMESTAMPTZ(3),

    CONSTRAINT "Visit_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "WebPixel" (
    "shop" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "shopifyId" TEXT,
    "written" TEXT,
    "checkedAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "WebPixel_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "CheckoutDrop" (
    "shop" TEXT NOT NULL,
    "checkoutHash" TEXT NOT NULL,
    "visitId" UUID,
    "stage" TEXT NOT NULL,
    "anxiety" TEXT NOT NULL,
    "productId" TEXT,
    "droppedAt" TIMESTAMPTZ(3) NOT NULL,
    "clearedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CheckoutDrop_pkey" PRIMARY KEY ("shop","checkoutHash")
);

-- CreateIndex
CREATE INDEX "PixelStep_shop_reachedAt_idx" ON "PixelStep"("shop", "reachedAt");

-- CreateIndex
CREATE INDEX "Visit_shop_startedAt_idx" ON "Visit"("shop", "startedAt");

-- CreateIndex
CREATE INDEX "CheckoutDrop_shop_droppedAt_idx" ON "CheckoutDrop"("shop", "droppedAt");

-- CreateIndex
CREATE INDEX "CheckoutDrop_shop_visitId_idx" ON "CheckoutDrop"("shop", "visitId");

-- CreateIndex
CREATE INDEX "Checkout_shop_tokenHash_idx" ON "Checkout"("shop", "tokenHash");

-- CreateIndex
CREATE INDEX "Checkout_shop_updatedAt_idx" ON "Checkout"("shop", "updatedAt");


-- Checkouts that are here already: so that the web pixel's next word finds them.
update "Checkout" set "tokenHash" = left(encode(sha256(convert_to(token, 'UTF8')), 'hex'), 32);
