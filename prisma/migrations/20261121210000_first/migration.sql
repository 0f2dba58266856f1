-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shop" (
    "shop" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contactEmail" TEXT,
    "primaryUrl" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "countryCode" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "primaryLocale" TEXT NOT NULL DEFAULT 'en',
    "locales" TEXT[] DEFAULT ARRAY['en']::TEXT[],
    "appInstallationId" TEXT,
    "developmentStore" BOOLEAN NOT NULL DEFAULT false,
    "scopes" TEXT NOT NULL DEFAULT '',
    "plan" TEXT NOT NULL DEFAULT 'free',
    "proxyPath" TEXT NOT NULL DEFAULT '/apps/second-thought',
    "installedAt" TIMESTAMPTZ(3) NOT NULL,
    "uninstalledAt" TIMESTAMPTZ(3),
    "ordersImportedAt" TIMESTAMPTZ(3),
    "embedSeenAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "ShopSettings" (
    "shop" TEXT NOT NULL,
    "recoveryEnabled" BOOLEAN NOT NULL DEFAULT true,
    "recoveryDelayMinutes" INTEGER NOT NULL DEFAULT 60,
    "recoveryPolicy" JSONB NOT NULL DEFAULT '{}',
    "senderName" TEXT,
    "replyTo" TEXT,
    "proofWindowDays" INTEGER NOT NULL DEFAULT 7,
    "proofFloor" INTEGER NOT NULL DEFAULT 5,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ShopSettings_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "shop" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "eventId" TEXT,
    "triggeredAt" TIMESTAMPTZ(3),
    "payload" JSONB NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retryAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("shop","deliveryId")
);

-- CreateTable
CREATE TABLE "Event" (
    "shop" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "visitId" UUID NOT NULL,
    "shopperId" UUID,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "campaignId" UUID,
    "arm" TEXT,
    "page" TEXT,
    "productId" TEXT,
    "data" JSONB,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("shop","receivedAt","id")
) PARTITION BY RANGE ("receivedAt");

-- Written by hand: Prisma cannot declare partitions. Events are by far the most rows and the first to go: one
-- partition per UTC day makes forgetting a day one DROP TABLE, and keeps the index that takes the inserts small.
-- The worker makes the days ahead and drops the old ones (app/modules/events/event-partitions.server.ts). What
-- finds no day (worker long dead, clock far off) is kept here and moved as soon as its day is made.
CREATE TABLE "Event_default" PARTITION OF "Event" DEFAULT;

-- CreateTable
CREATE TABLE "Checkout" (
    "shop" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "cartToken" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "customerId" TEXT,
    "countryCode" TEXT,
    "locale" TEXT,
    "currency" TEXT NOT NULL,
    "totalMinor" BIGINT NOT NULL,
    "discountMinor" BIGINT NOT NULL DEFAULT 0,
    "lines" JSONB NOT NULL,
    "discountCodes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "attribution" TEXT,
    "recoveryUrl" TEXT,
    "acceptsMarketing" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "completedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Checkout_pkey" PRIMARY KEY ("shop","token")
);

-- CreateTable
CREATE TABLE "Order" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "checkoutToken" TEXT,
    "cartToken" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "customerId" TEXT,
    "countryCode" TEXT,
    "currency" TEXT NOT NULL,
    "totalMinor" BIGINT NOT NULL,
    "discountMinor" BIGINT NOT NULL DEFAULT 0,
    "refundedMinor" BIGINT NOT NULL DEFAULT 0,
    "discountCodes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "attribution" TEXT,
    "test" BOOLEAN NOT NULL DEFAULT false,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Order_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "OrderLine" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "productId" TEXT,
    "variantId" TEXT,
    "quantity" INTEGER NOT NULL,
    "refundedQuantity" INTEGER NOT NULL DEFAULT 0,
    "totalMinor" BIGINT NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("shop","orderId","id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "shop" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "basis" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("shop","address","purpose")
);

-- CreateTable
CREATE TABLE "Suppression" (
    "shop" TEXT NOT NULL,
    "addressKey" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Suppression_pkey" PRIMARY KEY ("shop","addressKey","purpose")
);

-- CreateTable
CREATE TABLE "Message" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "address" TEXT,
    "locale" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "basis" TEXT NOT NULL,
    "basisAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "stateReason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "unclear" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "handingOverBy" TEXT,
    "handingOverAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "clickedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Discount" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "terms" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "shopifyId" TEXT,
    "bulkId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Discount_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "DiscountCode" (
    "shop" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "discountId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "claimId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DiscountCode_pkey" PRIMARY KEY ("shop","code")
);

-- CreateTable
CREATE TABLE "Claim" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "visitId" UUID NOT NULL,
    "shopperId" UUID,
    "code" TEXT NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "claimedAt" TIMESTAMPTZ(3) NOT NULL,
    "orderId" TEXT,
    "redeemedAt" TIMESTAMPTZ(3),
    "discountMinor" BIGINT,

    CONSTRAINT "Claim_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Exposure" (
    "shop" TEXT NOT NULL,
    "campaignId" UUID NOT NULL,
    "visitId" UUID NOT NULL,
    "shopperId" UUID,
    "arm" TEXT NOT NULL,
    "exposedAt" TIMESTAMPTZ(3) NOT NULL,
    "orderId" TEXT,
    "orderMinor" BIGINT,
    "orderedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Exposure_pkey" PRIMARY KEY ("shop","campaignId","visitId")
);

-- CreateTable
CREATE TABLE "ProductProof" (
    "shop" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "bought" INTEGER NOT NULL,
    "windowDays" INTEGER NOT NULL,
    "countedAt" TIMESTAMPTZ(3) NOT NULL,
    "written" JSONB,
    "writtenAt" TIMESTAMPTZ(3),

    CONSTRAINT "ProductProof_pkey" PRIMARY KEY ("shop","productId")
);

-- CreateTable
CREATE TABLE "Campaign" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "activatedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Campaign_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Publication" (
    "shop" TEXT NOT NULL,
    "wantedRevision" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "publishedAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "Run" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "flow" TEXT NOT NULL,
    "checkoutToken" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "stateReason" TEXT,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "messageId" UUID,
    "orderId" TEXT,
    "orderMinor" BIGINT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Run_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "PrivacyRequest" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "export" JSONB,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "PrivacyRequest_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "WorkerHeartbeat" (
    "id" TEXT NOT NULL,
    "beatAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkerHeartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE INDEX "webhook_delivery_waiting" ON "WebhookDelivery"("receivedAt");

-- CreateIndex
CREATE INDEX "Event_shop_visitId_idx" ON "Event"("shop", "visitId");

-- CreateIndex
CREATE INDEX "Checkout_shop_email_idx" ON "Checkout"("shop", "email");

-- CreateIndex
CREATE INDEX "Checkout_shop_cartToken_idx" ON "Checkout"("shop", "cartToken");

-- CreateIndex
CREATE INDEX "Checkout_shop_customerId_idx" ON "Checkout"("shop", "customerId");

-- CreateIndex
CREATE INDEX "Checkout_shop_phone_idx" ON "Checkout"("shop", "phone");

-- CreateIndex
CREATE INDEX "Order_shop_checkoutToken_idx" ON "Order"("shop", "checkoutToken");

-- CreateIndex
CREATE INDEX "Order_shop_cartToken_idx" ON "Order"("shop", "cartToken");

-- CreateIndex
CREATE INDEX "Order_shop_email_idx" ON "Order"("shop", "email");

-- CreateIndex
CREATE INDEX "Order_shop_phone_idx" ON "Order"("shop", "phone");

-- CreateIndex
CREATE INDEX "Order_shop_customerId_idx" ON "Order"("shop", "customerId");

-- CreateIndex
CREATE INDEX "Order_shop_placedAt_idx" ON "Order"("shop", "placedAt");

-- CreateIndex
CREATE INDEX "OrderLine_shop_productId_placedAt_idx" ON "OrderLine"("shop", "productId", "placedAt");

-- CreateIndex
CREATE INDEX "Message_shop_address_idx" ON "Message"("shop", "address");

-- CreateIndex
CREATE INDEX "Message_state_dueAt_idx" ON "Message"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Message_shop_dedupeKey_key" ON "Message"("shop", "dedupeKey");

-- CreateIndex
CREATE UNIQUE INDEX "Discount_shop_campaignId_endsAt_terms_key" ON "Discount"("shop", "campaignId", "endsAt", "terms");

-- CreateIndex
CREATE INDEX "DiscountCode_shop_campaignId_state_endsAt_idx" ON "DiscountCode"("shop", "campaignId", "state", "endsAt");

-- CreateIndex
CREATE INDEX "Claim_shop_code_idx" ON "Claim"("shop", "code");

-- CreateIndex
CREATE INDEX "Claim_shop_claimedAt_idx" ON "Claim"("shop", "claimedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Claim_shop_campaignId_visitId_key" ON "Claim"("shop", "campaignId", "visitId");

-- CreateIndex
CREATE INDEX "Exposure_shop_exposedAt_idx" ON "Exposure"("shop", "exposedAt");

-- CreateIndex
CREATE INDEX "Exposure_shop_visitId_idx" ON "Exposure"("shop", "visitId");

-- CreateIndex
CREATE INDEX "Campaign_shop_status_idx" ON "Campaign"("shop", "status");

-- CreateIndex
CREATE INDEX "Run_state_dueAt_idx" ON "Run"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Run_shop_flow_checkoutToken_key" ON "Run"("shop", "flow", "checkoutToken");

-- CreateIndex
CREATE UNIQUE INDEX "PrivacyRequest_shop_deliveryId_key" ON "PrivacyRequest"("shop", "deliveryId");
