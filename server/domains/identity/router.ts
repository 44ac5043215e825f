import { publicProcedure, router, tenantProcedure } from "../../trpc/init.ts";
import { readProfile, updateProfile } from "./account.ts";
import {
  acceptInvitation,
  invite,
  readInvitation,
  readInviteOptions,
  resendInvitation,
  revokeInvitation,
} from "./invitations.ts";
import { changePassword, readReset, requestReset, resetPassword } from "./password-reset.ts";
import {
  deactivate,
  grantRole,
  linkGuardian,
  listPeople,
  reactivate,
  readPerson,
  revokeRole,
  unlinkGuardian,
  updatePerson,
} from "./people.ts";
import * as schema from "./schema.ts";
import { endSession, listSessions, signOut, signOutElsewhere } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

const member = tenantProcedure("account.use");
const reader = tenantProcedure("people.read");
const office = tenantProcedure("people.manage");

export const identityRouter = router({
  signIn: publicProcedure
    .input(schema.signInInput)
    .output(schema.signInOutput)
    .mutation(({ ctx, input }) => signIn(ctx, input)),
  signOut: publicProcedure.output(schema.doneOutput).mutation(({ ctx }) => signOut(ctx)),
  requestReset: publicProcedure
    .input(schema.requestResetInput)
    .output(schema.doneOutput)
    .mutation(({ ctx, input }) => requestReset(ctx, input)),
  readReset: publicProcedure
    .input(schema.tokenInput)
    .output(schema.readResetOutput)
    .query(({ ctx, input }) => readReset(ctx, input)),
  resetPassword: publicProcedure
    .input(schema.resetPasswordInput)
    .output(schema.doneOutput)
    .mutation(({ ctx, input }) => resetPassword(ctx, input)),
  readInvitation: publicProcedure
    .input(schema.tokenInput)
    .output(schema.readInvitationOutput)
    .query(({ ctx, input }) => readInvitation(ctx, input)),
  acceptInvitation: publicProcedure
    .input(schema.acceptInvitationInput)
    .output(schema.signInOutput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input)),

  readProfile: member.output(schema.profileOutput).query(({ ctx }) => readProfile(ctx)),
  updateProfile: member
    .input(schema.updateProfileInput)
    .output(schema.versionOutput)
    .mutation(({ ctx, input }) => updateProfile(ctx, input)),
  changePassword: member
    .input(schema.changePasswordInput)
    .output(schema.doneOutput)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  listSessions: member.output(schema.sessionsOutput).query(({ ctx }) => listSessions(ctx)),
  endSession: member
    .input(schema.endSessionInput)
    .output(schema.doneOutput)
    .mutation(({ ctx, input }) => endSession(ctx, input)),
  signOutElsewhere: member.output(schema.endedOutput).mutation(({ ctx }) => signOutElsewhere(ctx)),

  listPeople: reader
    .input(schema.listPeopleInput)
    .output(schema.listPeopleOutput)
    .query(({ ctx, input }) => listPeople(ctx, input)),
  readPerson: reader
    .input(schema.personInput)
    .output(schema.personOutput)
    .query(({ ctx, input }) => readPerson(ctx, input)),
  updatePerson: office
    .input(schema.updatePersonInput)
    .output(schema.versionOutput)
    .mutation(({ ctx, input }) => updatePerson(ctx, input)),
  deactivate: office
    .input(schema.personVersionInput)
    .output(schema.versionOutput)
    .mutation(({ ctx, input }) => deactivate(ctx, input)),
  reactivate: office
    .input(schema.personVersionInput)
    .output(schema.versionOutput)
    .mutation(({ ctx, input }) => reactivate(ctx, input)),
  grantRole: office
    .input(schema.grantRoleInput)
    .output(schema.doneOutput)
    .mutation(({ ctx, input }) => grantRole(ctx, input)),
  revokeRole: office
    .input(schema.revokeRoleInput)
    .output(schema.doneOutput)
    .mutation(({ ctx, input }) => revokeRole(ctx, input)),
  linkGuardian: office
    .input(schema.guardianInput)
    .output(schema.doneOutput)
    .mutation(({ ctx, input }) => linkGuardian(ctx, input)),
  unlinkGuardian: office
    .input(schema.guardianInput)
    .output(schema.doneOutput)
    .mutation(({ ctx, input }) => unlinkGuardian(ctx, input)),

  readInviteOptions: office.output(schema.inviteOptionsOutput).query(({ ctx }) => readInviteOptions(ctx)),
  invite: office
    .input(schema.inviteInput)
    .output(schema.inviteOutput)
    .mutation(({ ctx, input }) => invite(ctx, input)),
  resendInvitation: office
    .input(schema.personInput)
    .output(schema.doneOutput)
    .mutation(({ ctx, input }) => resendInvitation(ctx, input)),
  revokeInvitation: office
    .input(schema.personInput)
    .output(schema.doneOutput)
    .mutation(({ ctx, input }) => revokeInvitation(ctx, input)),
});
