create table if not exists byok_schema (
    version integer not null primary key
);

-- every tenant that has, or had, anything; erased ones stay as tombstones
create table if not exists byok_tenant (
    tenant       varchar(200) not null primary key,
    generation   bigint not null,
    erased_at_us bigint
);

-- a table of its own: give it a short time in backups, because an erasure holds once no backup has the salt
create table if not exists byok_tenant_salt (
    tenant     varchar(200) not null primary key,
    generation bigint not null,
    salt       varbinary(32) not null
);

create table if not exists byok_tenant_settings (
    tenant        varchar(200) not null primary key,
    settings      varchar(1000000) not null,
    updated_at_us bigint not null,
    version       bigint not null
);

-- times are microseconds since 1970-01-01 UTC
create table if not exists byok_credential (
    tenant          varchar(200) not null,
    id              varchar(200) not null,
    provider        varchar(200) not null,
    label           varchar(200) not null,
    origin          varchar(1000000) not null,
    privacy         varchar(40) not null,
    phrase_verifier varchar(100),
    fields          varchar(1000000) not null,
    secrets         varchar(1000000) not null,
    key_id          varchar(100),
    secret_version  bigint not null,
    status          varchar(40) not null,
    status_reason   varchar(1000000),
    tested_at_us    bigint,
    connected       boolean not null,
    enabled         boolean not null,
    preference      bigint not null,
    created_at_us   bigint not null,
    updated_at_us   bigint not null,
    version         bigint not null,
    constraint byok_credential_row primary key (tenant, id),
    constraint byok_credential_label unique (tenant, provider, label)
);

-- the master keys that seal nothing any more, in one row that every writer of a sealed text locks
create table if not exists byok_key_fence (
    id      integer not null primary key,
    refused varchar(1000000) not null
);

insert into byok_key_fence (id, refused)
    select 1, '' where not exists (select 1 from byok_key_fence);

insert into byok_schema (version) values (1);
