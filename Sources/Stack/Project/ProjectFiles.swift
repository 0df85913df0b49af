import Brief
import Source

func gitIgnore() -> RenderedFile {
    RenderedFile(
        ".gitignore",
        """
        .build/
        .fivegate/
        deploy/secrets/
        deploy/settings.env
        state/
        *.profraw

        """)
}

/// Every rule is named: one that is left out is off.
func formatterSettings() -> RenderedFile {
    RenderedFile(
        ".swift-format",
        """
        {
          "version": 1,
          "lineLength": 120,
          "indentation": { "spaces": 4 },
          "maximumBlankLines": 1,
          "respectsExistingLineBreaks": true,
          "lineBreakBeforeEachArgument": false,
          "rules": {
            "AllPublicDeclarationsHaveDocumentation": false,
            "AlwaysUseLiteralForEmptyCollectionInit": false,
            "AlwaysUseLowerCamelCase": true,
            "AmbiguousTrailingClosureOverload": true,
            "AvoidRetroactiveConformances": true,
            "BeginDocumentationCommentWithOneLineSummary": false,
            "DoNotUseSemicolons": true,
            "DontRepeatTypeInStaticProperties": true,
            "FileScopedDeclarationPrivacy": true,
            "FullyIndirectEnum": true,
            "GroupNumericLiterals": true,
            "IdentifiersMustBeASCII": true,
            "NeverForceUnwrap": false,
            "NeverUseForceTry": false,
            "NeverUseImplicitlyUnwrappedOptionals": false,
            "NoAccessLevelOnExtensionDeclaration": true,
            "NoAssignmentInExpressions": true,
            "NoBlockComments": true,
            "NoCasesWithOnlyFallthrough": true,
            "NoEmptyLinesOpeningClosingBraces": false,
            "NoEmptyTrailingClosureParentheses": true,
            "NoLabelsInCasePatterns": true,
            "NoLeadingUnderscores": false,
            "NoParensAroundConditions": true,
            "NoPlaygroundLiterals": true,
            "NoVoidReturnOnFunctionSignature": true,
            "OmitExplicitReturns": false,
            "OneCasePerLine": true,
            "OneVariableDeclarationPerLine": true,
            "OnlyOneTrailingClosureArgument": true,
            "OrderedImports": true,
            "ReplaceForEachWithForLoop": true,
            "ReturnVoidInsteadOfEmptyTuple": true,
            "TypeNamesShouldBeCapitalized": true,
            "UseEarlyExits": false,
            "UseExplicitNilCheckInConditions": true,
            "UseLetInEveryBoundCaseVariable": true,
            "UseShorthandTypeNames": true,
            "UseSingleLinePropertyGetter": true,
            "UseSynthesizedInitializer": true,
            "UseTripleSlashForDocumentationComments": true,
            "UseWhereClausesInForLoops": false,
            "ValidateDocumentationComments": false
          }
        }

        """)
}

func makefile() -> RenderedFile {
    RenderedFile(
        "Makefile",
        """
        # `make` lists the targets. Configuration is read from the environment: see README.md.
        SERVER = .build/debug/Server
        export SWIFT_DETERMINISTIC_HASHING = 1

        .PHONY: help setup build test lint release run seed migrate backup

        help: ## List the targets
        \t@sed -n 's/^\\([a-z]*\\):.*## \\(.*\\)/  make \\1\\t\\2/p' Makefile

        setup: ## Install the system packages that the build needs (Debian, as root)
        \tapt-get update && apt-get install --yes --no-install-recommends libargon2-dev libsqlite3-dev make

        build: ## Compile everything, tests too; with CI=true a warning is an error
        \tswift build --build-tests

        test: build ## Run the tests
        \tswift test --skip-build

        lint: ## Check the formatting
        \tswift format lint --strict --recursive --parallel Package.swift Sources Tests

        release: ## Compile the server for production
        \tswift build --configuration release --product Server --static-swift-stdlib

        run: build ## Serve on 127.0.0.1:8080 with development settings
        \tENVIRONMENT=development $(SERVER) serve

        seed: build ## Fill the development database with example rows
        \tENVIRONMENT=development $(SERVER) seed

        migrate: build ## Bring the development database up to date
        \tENVIRONMENT=development $(SERVER) migrate up

        backup: ## Copy the running service's database to state/backups
        \tdeploy/backup.sh

        """)
}

func continuousIntegration() -> RenderedFile {
    RenderedFile(
        ".github/workflows/ci.yaml",
        """
        # Each step is a target of the Makefile, so that what fails here fails the same way on a desk.
        name: ci
        on:
          push:
            branches: [main]
          pull_request:
        permissions:
          contents: read
        jobs:
          check:
            runs-on: ubuntu-24.04
            timeout-minutes: 45
            container: swift:6.3-bookworm
            steps:
              - uses: actions/checkout@v4
              - run: apt-get update && apt-get install --yes make
              - run: make setup
              - run: make lint
              - run: make build
              - run: make test

        """)
}

func changelog(_ brief: Brief) -> RenderedFile {
    RenderedFile(
        "CHANGELOG.md",
        """
        # Changelog

        What users of the API and those who run it notice, newest first ([Keep a Changelog](https://keepachangelog.com)).

        ## Unreleased

        - The first version of \(MarkdownText.inline(brief.title)).

        """)
}
