-- CreateTable
CREATE TABLE "Beacon" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "Beacon_pkey" PRIMARY KEY ("shop","id")
);

