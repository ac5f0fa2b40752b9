// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "mashang",
    products: [.executable(name: "mashang", targets: ["mashang"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The C libraries, as the system installs them.
        .systemLibrary(name: "CModbus", pkgConfig: "libmodbus", providers: [.apt(["libmodbus-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CMosquitto", pkgConfig: "libmosquitto", providers: [.apt(["libmosquitto-dev"])]),
        .systemLibrary(name: "CTimex"),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

        // Pure: values in, values out.
        .target(name: "Facilities"),
        .target(name: "Rules", dependencies: ["Facilities"]),
        .target(name: "StrictYAML", dependencies: [.product(name: "Yams", package: "Yams")]),
        .target(name: "DeviceProfiles", dependencies: ["Facilities", "StrictYAML"]),
        .target(name: "Labels", dependencies: ["CQREncode"]),

        // The outside world, one library each.
        .target(name: "Modbus", dependencies: ["CModbus"]),
        .target(name: "MQTT", dependencies: ["CMosquitto"]),
        .target(
            name: "Journal",
            dependencies: ["CCrypto", "Facilities", .product(name: "GRDB", package: "GRDB.swift")]
        ),

        .target(
            name: "WebPage",
            dependencies: [
                "Facilities", "Labels",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [
                .embedInCode("Templates/facility.mustache"), .embedInCode("Templates/head.mustache"),
                .embedInCode("Templates/missing.mustache"), .embedInCode("Templates/overview.mustache"),
                .embedInCode("Templates/page.css"),
            ]
        ),
        .target(
            name: "Simulator",
            dependencies: ["DeviceProfiles", "Facilities", "Modbus", "StrictYAML"],
            resources: [
                .embedInCode("Scenarios/activated-carbon.yaml"), .embedInCode("Scenarios/complaint-point.yaml"),
                .embedInCode("Scenarios/dust-site.yaml"), .embedInCode("Scenarios/fume-purifier.yaml"),
                .embedInCode("Scenarios/nonroad-machinery.yaml"),
            ]
        ),

        // Wiring.
        .target(
            name: "Gateway",
            dependencies: [
                "CTimex", "DeviceProfiles", "Facilities", "Journal", "MQTT", "Modbus", "Rules", "StrictYAML", "WebPage",
                .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(
            name: "mashang",
            dependencies: [
                "DeviceProfiles", "Facilities", "Gateway", "Journal", "Labels", "MQTT", "Modbus", "Rules",
                "Simulator", "StrictYAML",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),

        // What tests share, and one test target a target.
        .target(name: "TestSupport", dependencies: ["MQTT"], path: "Tests/TestSupport"),
        .executableTarget(
            name: "JudgingBenchmark", dependencies: ["Facilities", "Rules"], path: "Tests/Benchmarks/Judging"
        ),
        .executableTarget(
            name: "FalseAlarms", dependencies: ["Facilities", "Rules"], path: "Tests/Benchmarks/FalseAlarms"
        ),
        .testTarget(name: "StrictYAMLTests", dependencies: ["StrictYAML"]),
        .testTarget(
            name: "DeviceProfilesTests", dependencies: ["DeviceProfiles", "Facilities", "StrictYAML", "TestSupport"]),
        .testTarget(name: "FacilitiesTests", dependencies: ["Facilities"]),
        .testTarget(name: "RulesTests", dependencies: ["Facilities", "Rules", "TestSupport"], exclude: ["Golden"]),
        .testTarget(name: "LabelsTests", dependencies: ["Labels", "TestSupport"]),
        .testTarget(name: "ModbusTests", dependencies: ["Modbus", "TestSupport"], exclude: ["Peers"]),
        .testTarget(name: "MQTTTests", dependencies: ["MQTT", "TestSupport"]),
        .testTarget(
            name: "GatewayTests",
            dependencies: [
                "DeviceProfiles", "Facilities", "Gateway", "Journal", "MQTT", "Modbus", "Rules", "StrictYAML",
                "TestSupport", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            exclude: ["Golden"]
        ),
        .testTarget(
            name: "SimulatorTests",
            dependencies: ["DeviceProfiles", "Facilities", "Modbus", "Simulator", "StrictYAML"]
        ),
        .testTarget(
            name: "mashangTests",
            dependencies: [
                "DeviceProfiles", "Facilities", "Gateway", "Journal", "MQTT", "Modbus", "Rules", "Simulator",
                "StrictYAML", "TestSupport", "mashang", .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Peers"]
        ),
        .testTarget(
            name: "WebPageTests",
            dependencies: [
                "Facilities", "WebPage", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .testTarget(
            name: "JournalTests",
            dependencies: [
                "CCrypto", "Facilities", "Gateway", "Journal", "Rules", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Versions"]
        ),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
}
