/** SECRET of all test databases: the login role is the cluster's, so its password must be the same in each. */
export const testSecret = "the secret of tests, which guards nothing at all";
