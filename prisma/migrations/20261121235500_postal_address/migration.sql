-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "postalAddress" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- So that the next load of each shop's admin asks Shopify for it.
UPDATE "Shop" SET "updatedAt" = '1970-01-01T00:00:00Z';
