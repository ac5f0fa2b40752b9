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
        .systemLibrary(name: "CTerminal"),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

        // Pure: values in, values out.
        .target(name: "Addresses"),
        .target(name: "Facilities"),
        .target(name: "SystemErrors", dependencies: ["Facilities"]),
        .target(name: "Rules", dependencies: ["Facilities"]),
        .target(name: "StrictYAML", dependencies: ["Facilities", .product(name: "Yams", package: "Yams")]),
        .target(name: "DeviceProfiles", dependencies: ["Facilities", "StrictYAML"]),
        .target(name: "Delivery", dependencies: ["Facilities"]),
        .target(name: "HJ212", dependencies: ["CCrypto"]),
        .target(
            name: "SiteConfiguration",
            dependencies: ["Addresses", "DeviceProfiles", "Facilities", "HJ212", "Rules", "StrictYAML"]
        ),
        .target(name: "CDrawing"),
        .target(name: "Labels", dependencies: ["CDrawing", "CQREncode", "Facilities"]),
        .target(
            name: "CImages",
            cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))],
            linkerSettings: [.linkedLibrary("jpeg"), .linkedLibrary("png16"), .linkedLibrary("webp")]
        ),
        .target(name: "Photographs", dependencies: ["CCrypto", "CImages", "Facilities"]),

        // The outside world, one library each.
        .target(name: "Modbus", dependencies: ["CModbus", "CTerminal", "Facilities", "SystemErrors"]),
        .target(name: "MQTT", dependencies: ["CMosquitto", "Facilities", "SystemErrors"]),
        .target(
            name: "Journal",
            dependencies: [
                "CCrypto", "Delivery", "Facilities", "SystemErrors", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),

        .target(
            name: "WebPage",
            dependencies: [
                "Addresses", "Facilities", "Labels", "SystemErrors",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [
                .embedInCode("Drawings/by-firm.svg"), .embedInCode("Drawings/by-self.svg"),
                .embedInCode("Drawings/camera.svg"), .embedInCode("Drawings/clean-1.svg"),
                .embedInCode("Drawings/clean-2.svg"), .embedInCode("Drawings/clean-3.svg"),
                .embedInCode("Drawings/clean-4.svg"), .embedInCode("Drawings/clean-5.svg"),
                .embedInCode("Drawings/clean-6.svg"), .embedInCode("Drawings/clean-7.svg"),
                .embedInCode("Drawings/complaint-dust.svg"), .embedInCode("Drawings/complaint-fume.svg"),
                .embedInCode("Drawings/complaint-noise.svg"), .embedInCode("Drawings/complaint-odour.svg"),
                .embedInCode("Drawings/complaint-other.svg"), .embedInCode("Drawings/complaint-smoke.svg"),
                .embedInCode("Drawings/damage-insulator.svg"), .embedInCode("Drawings/damage-none.svg"),
                .embedInCode("Drawings/damage-plates.svg"), .embedInCode("Drawings/damage-wire.svg"),
                .embedInCode("Drawings/form-fibre.svg"), .embedInCode("Drawings/form-granular.svg"),
                .embedInCode("Drawings/form-honeycomb.svg"), .embedInCode("Drawings/look-bubbles-bad.svg"),
                .embedInCode("Drawings/look-bubbles-doubtful.svg"),
                .embedInCode("Drawings/look-bubbles-good.svg"), .embedInCode("Drawings/look-colour-bad.svg"),
                .embedInCode("Drawings/look-colour-doubtful.svg"),
                .embedInCode("Drawings/look-colour-good.svg"), .embedInCode("Drawings/look-form-bad.svg"),
                .embedInCode("Drawings/look-form-doubtful.svg"), .embedInCode("Drawings/look-form-good.svg"),
                .embedInCode("Drawings/look-iodine-bad.svg"),
                .embedInCode("Drawings/look-iodine-doubtful.svg"),
                .embedInCode("Drawings/look-iodine-good.svg"), .embedInCode("Drawings/look-weight-bad.svg"),
                .embedInCode("Drawings/look-weight-doubtful.svg"),
                .embedInCode("Drawings/look-weight-good.svg"), .embedInCode("Drawings/measure-board.svg"),
                .embedInCode("Drawings/measure-cannon.svg"), .embedInCode("Drawings/measure-closed.svg"),
                .embedInCode("Drawings/measure-cover.svg"), .embedInCode("Drawings/measure-fence.svg"),
                .embedInCode("Drawings/measure-monitor.svg"), .embedInCode("Drawings/measure-night.svg"),
                .embedInCode("Drawings/measure-paved.svg"), .embedInCode("Drawings/measure-spray.svg"),
                .embedInCode("Drawings/measure-sprinkle.svg"), .embedInCode("Drawings/measure-stock.svg"),
                .embedInCode("Drawings/measure-stop.svg"), .embedInCode("Drawings/measure-sweep.svg"),
                .embedInCode("Drawings/measure-wash.svg"), .embedInCode("Drawings/measure-wet.svg"),
                .embedInCode("Drawings/part-duct.svg"),
                .embedInCode("Drawings/part-filter.svg"), .embedInCode("Drawings/part-housing.svg"),
                .embedInCode("Drawings/part-impeller.svg"), .embedInCode("Drawings/part-plates.svg"),
                .embedInCode("Drawings/part-tray.svg"), .embedInCode("Drawings/photo-box.svg"),
                .embedInCode("Drawings/photo-device.svg"), .embedInCode("Drawings/photo-empty.svg"),
                .embedInCode("Drawings/photo-old.svg"), .embedInCode("Drawings/photo-pack.svg"),
                .embedInCode("Drawings/photo-plates.svg"), .embedInCode("Drawings/photo-report.svg"),
                .embedInCode("Drawings/photo-scale.svg"), .embedInCode("Drawings/photo-surface.svg"),
                .embedInCode("Drawings/photo-tray.svg"), .embedInCode("Drawings/replace-1.svg"),
                .embedInCode("Drawings/replace-2.svg"), .embedInCode("Drawings/replace-3.svg"),
                .embedInCode("Drawings/replace-4.svg"), .embedInCode("Drawings/replace-5.svg"),
                .embedInCode("Drawings/replace-6.svg"), .embedInCode("Drawings/replace-7.svg"),
                .embedInCode("Drawings/replace-8.svg"), .embedInCode("Drawings/replace-9.svg"),
                .embedInCode("Drawings/replace-10.svg"), .embedInCode("Drawings/state-new.svg"),
                .embedInCode("Drawings/state-used.svg"), .embedInCode("Drawings/warn-breath.svg"),
                .embedInCode("Drawings/warn-chemicals.svg"), .embedInCode("Drawings/warn-fire.svg"),
                .embedInCode("Drawings/warn-voltage.svg"),
                .embedInCode("Templates/bus.css"), .embedInCode("Templates/bus.mustache"),
                .embedInCode("Templates/busMachine.mustache"), .embedInCode("Templates/busLine.mustache"),
                .embedInCode("Templates/busDevice.mustache"),
                .embedInCode("Templates/guide.css"),
                .embedInCode("Templates/inspect.mustache"), .embedInCode("Templates/inspector.css"),
                .embedInCode("Templates/ledger.css"), .embedInCode("Templates/ledger.mustache"),
                .embedInCode("Templates/ledgerEnd.mustache"), .embedInCode("Templates/ledgerFacility.mustache"),
                .embedInCode("Templates/overview.css"), .embedInCode("Templates/history.css"),
                .embedInCode("Templates/day.mustache"), .embedInCode("Templates/trends.mustache"),
                .embedInCode("Templates/machine.css"), .embedInCode("Templates/machine.mustache"),
                .embedInCode("Templates/site.mustache"),
                .embedInCode("Templates/banner.mustache"), .embedInCode("Templates/notices.css"),
                .embedInCode("Templates/notices.mustache"), .embedInCode("Templates/posted.mustache"),
                .embedInCode("Templates/terms.mustache"),
                .embedInCode("Templates/guide.mustache"),
                .embedInCode("Templates/facility.mustache"), .embedInCode("Templates/head.mustache"),
                .embedInCode("Templates/missing.mustache"), .embedInCode("Templates/overview.mustache"),
                .embedInCode("Templates/form.mustache"), .embedInCode("Templates/control.mustache"),
                .embedInCode("Templates/signin.mustache"),
                .embedInCode("Templates/done.mustache"), .embedInCode("Templates/refused.mustache"),
                .embedInCode("Templates/course.mustache"),
                .embedInCode("Templates/page.css"), .embedInCode("Templates/page.js"),
            ]
        ),
        .target(
            name: "Simulator",
            dependencies: [
                "CTerminal", "DeviceProfiles", "Facilities", "HJ212", "Modbus", "StrictYAML", "SystemErrors",
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ],
            resources: [
                .embedInCode("Scenarios/activated-carbon.yaml"), .embedInCode("Scenarios/complaint-point.yaml"),
                .embedInCode("Scenarios/dust-site.yaml"), .embedInCode("Scenarios/fume-purifier.yaml"),
                .embedInCode("Scenarios/nonroad-machinery.yaml"),
            ]
        ),

        .target(
            name: "Uplinks",
            dependencies: [
                "Delivery", "Facilities", "HJ212", "MQTT", "SystemErrors",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),

        // Wiring.
        .target(
            name: "Gateway",
            dependencies: [
                "Addresses", "CCrypto", "CTimex", "Delivery", "DeviceProfiles", "Facilities", "HJ212", "Journal",
                "MQTT",
                "Modbus",
                "Photographs",
                "Rules", "SiteConfiguration", "StrictYAML", "SystemErrors", "Uplinks", "WebPage",
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
                "Delivery", "DeviceProfiles", "Facilities", "Gateway", "HJ212", "Journal", "Labels", "MQTT", "Modbus",
                "Rules", "Simulator", "SiteConfiguration", "StrictYAML", "SystemErrors",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
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
        .executableTarget(
            name: "StorageBenchmark", dependencies: ["Facilities", "Journal"], path: "Tests/Benchmarks/Storage"
        ),
        .testTarget(name: "HJ212Tests", dependencies: ["HJ212"], exclude: ["Peers", "Tables"]),
        .testTarget(name: "SystemErrorsTests", dependencies: ["Facilities", "SystemErrors"]),
        .testTarget(name: "AddressesTests", dependencies: ["Addresses"]),
        .testTarget(name: "StrictYAMLTests", dependencies: ["Facilities", "StrictYAML"]),
        .testTarget(
            name: "DeviceProfilesTests", dependencies: ["DeviceProfiles", "Facilities", "StrictYAML", "TestSupport"]),
        .testTarget(name: "DeliveryTests", dependencies: ["Delivery", "Facilities", "TestSupport"]),
        .testTarget(name: "FacilitiesTests", dependencies: ["Facilities", "TestSupport"]),
        .testTarget(name: "RulesTests", dependencies: ["Facilities", "Rules", "TestSupport"], exclude: ["Golden"]),
        .testTarget(
            name: "SiteConfigurationTests",
            dependencies: [
                "Addresses", "DeviceProfiles", "Facilities", "HJ212", "Rules", "SiteConfiguration", "StrictYAML",
                "TestSupport",
            ]
        ),
        .testTarget(name: "LabelsTests", dependencies: ["Facilities", "Labels", "TestSupport"], exclude: ["Peers"]),
        .testTarget(
            name: "PhotographsTests", dependencies: ["Facilities", "Photographs", "TestSupport"], exclude: ["Peers"]
        ),
        .testTarget(
            name: "ModbusTests", dependencies: ["CTerminal", "Facilities", "Modbus", "Simulator", "TestSupport"],
            exclude: ["Peers"]),
        .testTarget(
            name: "UplinksTests",
            dependencies: [
                "Delivery", "Facilities", "HJ212", "MQTT", "Simulator", "TestSupport", "Uplinks",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .testTarget(name: "MQTTTests", dependencies: ["Facilities", "MQTT", "SystemErrors", "TestSupport"]),
        .testTarget(
            name: "GatewayTests",
            dependencies: [
                "Delivery", "Uplinks", "DeviceProfiles", "Facilities", "Gateway", "HJ212", "Journal", "MQTT",
                "Modbus", "Photographs", "Rules", "Simulator", "SiteConfiguration", "StrictYAML", "SystemErrors",
                "TestSupport",
                "WebPage", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            exclude: ["Golden", "Preflight/forty.yaml"]
        ),
        .testTarget(
            name: "SimulatorTests",
            dependencies: ["DeviceProfiles", "Facilities", "Modbus", "Simulator", "StrictYAML", "TestSupport"]
        ),
        .testTarget(
            name: "mashangTests",
            dependencies: [
                "CTimex", "Delivery", "DeviceProfiles", "Facilities", "Gateway", "HJ212", "Journal", "MQTT", "Modbus",
                "Rules", "Simulator", "SiteConfiguration", "StrictYAML", "TestSupport", "mashang",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Peers"]
        ),
        .testTarget(
            name: "WebPageTests",
            dependencies: [
                "Addresses", "Facilities", "TestSupport", "WebPage",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .testTarget(
            name: "JournalTests",
            dependencies: [
                "CCrypto", "Delivery", "Facilities", "Gateway", "Journal", "Rules", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Versions"]
        ),
    ]
)

for target in package.targets where target.type != .system && !["CDrawing", "CImages"].contains(target.name) {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
}

// Tests of these reckon months of a facility, and are optimised for it in a debug build too, as the decoders of images are.
let reckoning = ["Delivery", "DeviceProfiles", "Facilities", "Gateway", "HJ212", "Journal", "Rules", "StrictYAML"]
for target in package.targets where reckoning.contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug)))
}
