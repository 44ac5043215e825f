-- Roles and invitations end with the school they are for; apart from 05_identity because schools come after it.

alter table memberships
  add constraint memberships_school_fk foreign key (school_id) references schools on delete cascade;
alter table invitations
  add constraint invitations_school_fk foreign key (school_id) references schools on delete cascade;
