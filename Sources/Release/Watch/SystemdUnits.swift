/// Units for a server that boots: the supervisor starts the rest from the state (systemd.unit(5)).
public struct SystemdUnits: Sendable {
    /// The service's name.
    public var name: String
    public var workspace: String
    public var fivegate: String
    public var user: String
    public var door: Int

    public init(name: String, workspace: String, fivegate: String, user: String, door: Int) {
        self.name = name
        self.workspace = workspace
        self.fivegate = fivegate
        self.user = user
        self.door = door
    }

    /// The file's name: letters, digits and `-` only.
    public var fileName: String {
        let plain = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return "fivegate-\(String(plain)).service"
    }

    /// The unit's text.
    public var text: String {
        """
        # Written by `fivegate release deploy`. Install: systemctl link \(workspace)/.fivegate/release/\(fileName)
        [Unit]
        Description=\(Self.escaped(name)) behind HAProxy, supervised by Fivegate
        After=network.target

        [Service]
        Type=exec
        User=\(Self.escaped(user))
        ExecStart=\(Self.quoted(fivegate)) release watch -C \(Self.quoted(workspace)) --port \(door) --foreground
        # Instances and proxy end with the unit; `release watch` starts them again from the state.
        KillMode=control-group
        Restart=on-failure
        RestartSec=1
        UMask=0077
        NoNewPrivileges=true
        ProtectSystem=strict
        ReadWritePaths=\(Self.quotedPath(workspace)) /tmp

        [Install]
        WantedBy=multi-user.target

        """
    }

    /// `%` begins a specifier; a unit's line has no other end than its own.
    private static func escaped(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
            .replacing("%", with: "%%")
    }

    /// An argument of a command line, where `$` begins a variable.
    private static func quoted(_ text: String) -> String { quotedPath(text.replacing("$", with: "$$")) }

    private static func quotedPath(_ text: String) -> String {
        "\"" + escaped(text).replacing(#"\"#, with: #"\\"#).replacing("\"", with: "\\\"") + "\""
    }
}
