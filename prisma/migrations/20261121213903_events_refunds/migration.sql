-- CreateTable
CREATE TABLE "Refund" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "lines" JSONB NOT NULL,
    "refundedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Refund_pkey" PRIMARY KEY ("shop","orderId","id")
);

