CREATE TABLE "ballots" (
    "id" TEXT NOT NULL,
    "choice" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "weight" INTEGER NOT NULL,
    "ip" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("choice") REFERENCES "choices" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "ballots_email_unique" ON "ballots" ("email");

CREATE INDEX "ballots_choice_created_at_id" ON "ballots" ("choice", "created_at" DESC, "id" DESC);
