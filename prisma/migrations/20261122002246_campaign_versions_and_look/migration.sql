-- AlterTable
ALTER TABLE "ShopSettings" ADD COLUMN     "gapSeconds" INTEGER NOT NULL DEFAULT 60,
ADD COLUMN     "look" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "perVisit" INTEGER NOT NULL DEFAULT 2;

-- AlterTable
ALTER TABLE "Campaign" ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "madeBy" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "CampaignVersion" (
    "shop" TEXT NOT NULL,
    "campaignId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedBy" TEXT,

    CONSTRAINT "CampaignVersion_pkey" PRIMARY KEY ("shop","campaignId","version")
);


-- Until now the campaign that was switched on last came first.
UPDATE "Campaign" campaign SET "priority" = ranked.place
  FROM (SELECT "shop", "id",
               row_number() OVER (PARTITION BY "shop" ORDER BY "activatedAt" NULLS FIRST, "id") AS place
          FROM "Campaign") ranked
 WHERE ranked."shop" = campaign."shop" AND ranked."id" = campaign."id";

-- What is saved now is the first version that can be brought back.
INSERT INTO "CampaignVersion" ("shop", "campaignId", "version", "name", "definition", "savedAt")
SELECT "shop", "id", "version", "name", "definition", "updatedAt" FROM "Campaign";
