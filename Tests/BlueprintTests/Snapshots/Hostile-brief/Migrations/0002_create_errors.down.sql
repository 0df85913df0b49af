DROP TABLE "errors_deinit";

DROP TABLE "errors";
