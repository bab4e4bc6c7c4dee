// swift-tools-version: 6.3
import PackageDescription

/// What every Swift target of the house is compiled with: see README, "The house".
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// How the program is linked: its own addresses are noted in runs, a hundredth of their list, and
/// its names are not offered to libraries that it never loads. Each process keeps 1.5 MiB less.
let slim: [LinkerSetting] = [
    .unsafeFlags(["-use-ld=lld"]),
    .unsafeFlags(["-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"]),
    .unsafeFlags(["-Xlinker", "--no-export-dynamic"]),
]

func room(_ name: String, over floors: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: floors, swiftSettings: strict)
}

func proof(_ name: String, of rooms: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: rooms, swiftSettings: strict)
}

let package = Package(
    name: "waymark",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CMariaDB",
            pkgConfig: "libmariadb",
            providers: [.apt(["libmariadb-dev"])]
        ),
        .systemLibrary(name: "CFastCGI", pkgConfig: "fcgi", providers: [.apt(["libfcgi-dev"])]),
        .systemLibrary(
            name: "CCurl",
            providers: [.apt(["libcurl4-openssl-dev"])]
        ),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CMalloc"),

        room("JSON"),
        room("CSV"),
        room("Threads"),
        room("Machine", over: ["CMalloc"]),
        room("Metrics"),
        room("Domain"),
        room("HTTP", over: ["JSON"]),
        room("MariaDB", over: ["CMariaDB"]),
        room("Cryptography", over: ["COpenSSL"]),
        room("Outbound", over: ["CCurl", "Cryptography"]),
        room("FastCGI", over: ["CFastCGI", "HTTP", "Metrics", "Threads"]),
        room("Intake", over: ["Cryptography", "Domain", "JSON"]),
        room("Spool", over: ["Cryptography"]),
        room("Storage", over: ["MariaDB", "Spool", "Domain", "Threads"]),
        room("Backup", over: ["MariaDB", "Cryptography", "Domain", "JSON", "Machine"]),
        room(
            "Work",
            over: [
                "Storage", "Intake", "Outbound", "Cryptography", "Domain", "JSON", "CSV", "Machine",
                "Metrics", "Threads",
            ]
        ),
        room(
            "Web",
            over: [
                "Storage", "Intake", "Cryptography", "Domain", "HTTP", "JSON", "CSV", "Metrics",
                "Threads",
            ]
        ),
        .executableTarget(
            name: "waymark",
            dependencies: [
                "Backup", "Cryptography", "Domain", "FastCGI", "HTTP", "Intake", "JSON", "Machine",
                "MariaDB", "Metrics", "Outbound", "Storage", "Threads", "Web", "Work",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict,
            linkerSettings: slim
        ),

        .executableTarget(
            name: "ceiling",
            dependencies: ["FastCGI", "HTTP", "JSON", "Machine"],
            path: "Tests/Benchmarks/peers/ceiling",
            swiftSettings: strict
        ),
        .target(
            name: "Support",
            dependencies: ["Cryptography", "Domain", "Intake", "JSON", "MariaDB", "Storage"],
            path: "Tests/Support",
            swiftSettings: strict
        ),
        .target(
            name: "Readers",
            dependencies: [
                "Backup", "Cryptography", "Domain", "FastCGI", "HTTP", "Intake", "JSON", "MariaDB",
                "Spool", "Storage", "Web",
            ],
            path: "Tests/Fuzz/Readers",
            swiftSettings: strict
        ),
        proof("FuzzTests", of: ["Readers", "Machine"]),
        proof("JSONTests", of: ["JSON", "Machine"]),
        proof("CSVTests", of: ["CSV"]),
        proof("ThreadsTests", of: ["Threads"]),
        proof("MachineTests", of: ["Machine", "Support"]),
        proof("MetricsTests", of: ["Metrics"]),
        proof("DomainTests", of: ["Domain"]),
        proof("HTTPTests", of: ["HTTP", "JSON"]),
        proof("MariaDBTests", of: ["MariaDB", "Support"]),
        proof("CryptographyTests", of: ["Cryptography"]),
        proof("OutboundTests", of: ["Outbound"]),
        proof("FastCGITests", of: ["FastCGI", "HTTP", "JSON", "Machine", "Threads", "Support"]),
        proof("SpoolTests", of: ["Spool", "Support"]),
        proof("IntakeTests", of: ["Intake", "Cryptography", "Domain", "JSON"]),
        proof("StorageTests", of: ["Storage", "MariaDB", "Domain", "Support"]),
        proof("BackupTests", of: ["Backup", "MariaDB", "Domain", "Support"]),
        proof(
            "WorkTests",
            of: [
                "Work", "Storage", "MariaDB", "Machine", "Intake", "Domain", "JSON", "Threads",
                "Support",
            ]
        ),
        proof(
            "WebTests",
            of: [
                "Web", "Storage", "MariaDB", "Intake", "Cryptography", "HTTP", "Domain", "JSON",
                "Support",
            ]
        ),
        proof(
            "WaymarkTests",
            of: [
                "waymark", "Cryptography", "Domain", "Intake", "Machine", "MariaDB", "Storage",
                "Support", "Work",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        proof("HouseTests", of: []),
    ]
)

// What libFuzzer drives: built by `make fuzz` only, with everything under it made ready for that.
if Context.environment["WAYMARK_FUZZ"] == "yes" {
    package.targets.append(
        .executableTarget(
            name: "fuzz",
            dependencies: ["Readers"],
            path: "Tests/Fuzz/Fuzzer",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]
        )
    )
}
