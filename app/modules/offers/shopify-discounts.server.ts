import { z } from "zod";
import { adminApi, type UserError } from "#app/admin-api.server.ts";
import type { DiscountRequest } from "./discount-input.ts";

/** The Admin API's questions about discounts, as functions. `patience` in milliseconds. */

interface Ask {
  shop: string;
  patience: number;
}

const redeemCodeSchema = z.object({ id: z.string(), code: z.string() });

const codeNodeSchema = z.object({
  id: z.string(),
  codeDiscount: z.object({
    codes: z.object({ nodes: z.array(redeemCodeSchema) }).optional(),
  }),
});

export interface ShopifyDiscount {
  id: string;
  code: { id: string; code: string } | undefined;
}

const CREATE_BASIC = `#graphql
  mutation CreateOfferDiscount($input: DiscountCodeBasicInput!) {
    created: discountCodeBasicCreate(basicCodeDiscount: $input) {
      codeDiscountNode { id codeDiscount { ... on DiscountCodeBasic { codes(first: 1) { nodes { id code } } } } }
      userErrors { field message code }
    }
  }`;

const CREATE_FREE_SHIPPING = `#graphql
  mutation CreateOfferFreeShipping($input: DiscountCodeFreeShippingInput!) {
    created: discountCodeFreeShippingCreate(freeShippingCodeDiscount: $input) {
      codeDiscountNode { id codeDiscount { ... on DiscountCodeFreeShipping { codes(first: 1) { nodes { id code } } } } }
      userErrors { field message code }
    }
  }`;

const CREATE_BXGY = `#graphql
  mutation CreateOfferGift($input: DiscountCodeBxgyInput!) {
    created: discountCodeBxgyCreate(bxgyCodeDiscount: $input) {
      codeDiscountNode { id codeDiscount { ... on DiscountCodeBxgy { codes(first: 1) { nodes { id code } } } } }
      userErrors { field message code }
    }
  }`;

const CREATE: Record<DiscountRequest["kind"], string> = {
  basic: CREATE_BASIC,
  "free-shipping": CREATE_FREE_SHIPPING,
  bxgy: CREATE_BXGY,
};

export async function createDiscount({
  request: { kind, input },
  ...ask
}: Ask & { request: DiscountRequest }): Promise<{
  discount: ShopifyDiscount | null;
  userErrors: UserError[];
}> {
  const { data, userErrors } = await adminApi(ask.shop, ask).graphql({
    query: CREATE[kind],
    variables: { input },
    schema: z.object({
      created: z.object({ codeDiscountNode: codeNodeSchema.nullable() }),
    }),
  });
  const node = data.created.codeDiscountNode;
  const code = node?.codeDiscount.codes?.nodes[0];
  return { discount: node && { id: node.id, code }, userErrors };
}

const FIND = `#graphql
  query FindOfferDiscount($code: String!, $search: String!) {
    codeDiscountNodeByCode(code: $code) {
      id codeDiscount {
        ... on DiscountCodeBasic { codes(first: 5, query: $search) { nodes { id code } } }
        ... on DiscountCodeFreeShipping { codes(first: 5, query: $search) { nodes { id code } } }
        ... on DiscountCodeBxgy { codes(first: 5, query: $search) { nodes { id code } } }
      }
    }
  }`;

/** The discount a code belongs to at Shopify, ours or not. */
export async function findDiscountByCode({
  code,
  ...ask
}: Ask & { code: string }): Promise<ShopifyDiscount | null> {
  const { data } = await adminApi(ask.shop, ask).graphql({
    query: FIND,
    variables: { code, search: JSON.stringify(code) },
    schema: z.object({ codeDiscountNodeByCode: codeNodeSchema.nullable() }),
  });
  const node = data.codeDiscountNodeByCode;
  if (!node) return null;
  const same = (one: { code: string }) =>
    one.code.toUpperCase() === code.toUpperCase();
  return { id: node.id, code: node.codeDiscount.codes?.nodes.find(same) };
}

const BULK_ADD = `#graphql
  mutation AddOfferCodes($discountId: ID!, $codes: [DiscountRedeemCodeInput!]!) {
    discountRedeemCodeBulkAdd(discountId: $discountId, codes: $codes) {
      bulkCreation { id }
      userErrors { field message code }
    }
  }`;

/** Shopify answers before it has made them: poll `readBulk` with the id. */
export async function addCodes({
  discountId,
  codes,
  ...ask
}: Ask & { discountId: string; codes: string[] }): Promise<{
  bulkId: string | null;
  userErrors: UserError[];
}> {
  const { data, userErrors } = await adminApi(ask.shop, ask).graphql({
    query: BULK_ADD,
    variables: { discountId, codes: codes.map((code) => ({ code })) },
    schema: z.object({
      discountRedeemCodeBulkAdd: z.object({
        bulkCreation: z.object({ id: z.string() }).nullable(),
      }),
    }),
  });
  return {
    bulkId: data.discountRedeemCodeBulkAdd.bulkCreation?.id ?? null,
    userErrors,
  };
}

const READ_BULK = `#graphql
  query ReadOfferCodes($id: ID!) {
    discountRedeemCodeBulkCreation(id: $id) {
      done
      codes(first: 250) { nodes { code discountRedeemCode { id } errors { message code } } }
    }
  }`;

export interface BulkState {
  done: boolean;
  codes: { code: string; shopifyId: string | null; failed: boolean }[];
}

/** Null when Shopify does not know the operation (any more). */
export async function readBulk({
  bulkId,
  ...ask
}: Ask & { bulkId: string }): Promise<BulkState | null> {
  const { data } = await adminApi(ask.shop, ask).graphql({
    query: READ_BULK,
    variables: { id: bulkId },
    schema: z.object({
      discountRedeemCodeBulkCreation: z
        .object({
          done: z.boolean(),
          codes: z.object({
            nodes: z.array(
              z.object({
                code: z.string(),
                discountRedeemCode: z.object({ id: z.string() }).nullable(),
                errors: z.array(z.object({ message: z.string() })),
              }),
            ),
          }),
        })
        .nullable(),
    }),
  });
  const bulk = data.discountRedeemCodeBulkCreation;
  if (!bulk) return null;
  const codes = bulk.codes.nodes.map(
    ({ code, discountRedeemCode, errors }) => ({
      code,
      shopifyId: discountRedeemCode?.id ?? null,
      failed: errors.length > 0,
    }),
  );
  return { done: bulk.done, codes };
}

const BULK_DELETE = `#graphql
  mutation TakeBackOfferCodes($discountId: ID!, $ids: [ID!]!) {
    discountCodeRedeemCodeBulkDelete(discountId: $discountId, ids: $ids) {
      userErrors { field message code }
    }
  }`;

export async function deleteCodes({
  discountId,
  ids,
  ...ask
}: Ask & { discountId: string; ids: string[] }): Promise<UserError[]> {
  const { userErrors } = await adminApi(ask.shop, ask).graphql({
    query: BULK_DELETE,
    variables: { discountId, ids },
    schema: z.unknown(),
  });
  return userErrors;
}

const DELETE = `#graphql
  mutation DeleteOfferDiscount($id: ID!) {
    discountCodeDelete(id: $id) { deletedCodeDiscountId userErrors { field message code } }
  }`;

export async function deleteDiscount({
  discountId,
  ...ask
}: Ask & { discountId: string }): Promise<UserError[]> {
  const { userErrors } = await adminApi(ask.shop, ask).graphql({
    query: DELETE,
    variables: { id: discountId },
    schema: z.unknown(),
  });
  return userErrors;
}

/** The merchant deleted the discount in the admin. */
export function saysUnknownDiscount(userErrors: UserError[]): boolean {
  return userErrors.some(({ message }) =>
    /discount does not exist/i.test(message),
  );
}
