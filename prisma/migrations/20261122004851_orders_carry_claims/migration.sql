-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "claimIds" TEXT[] DEFAULT ARRAY[]::TEXT[];

