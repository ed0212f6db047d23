//! Security policies of load balancer listeners and the TLS versions each
//! negotiates (facts.md section 2.1, as of 2026-09).

/// A TLS version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tls {
    V10,
    V11,
    V12,
    V13,
}

/// Oldest and newest version of each policy, by the name behind `ELBSecurityPolicy-`.
const POLICIES: &[(Tls, Tls, &[&str])] = &[
    (
        Tls::V13,
        Tls::V13,
        &[
            "TLS13-1-3-2021-06",
            "TLS13-1-3-PQ-2025-09",
            "TLS13-1-3-FIPS-2023-04",
            "TLS13-1-3-FIPS-PQ-2025-09",
            "TLS13-1-3-RFC9151-FIPS-2023-07",
        ],
    ),
    (
        Tls::V12,
        Tls::V13,
        &[
            "TLS13-1-2-Res-2021-06",
            "TLS13-1-2-2021-06",
            "TLS13-1-2-Res-PQ-2025-09",
            "TLS13-1-2-PQ-2025-09",
            "TLS13-1-2-Ext1-2021-06",
            "TLS13-1-2-Ext2-2021-06",
            "TLS13-1-2-Ext1-PQ-2025-09",
            "TLS13-1-2-Ext2-PQ-2025-09",
            "TLS13-1-2-Res-FIPS-2023-04",
            "TLS13-1-2-FIPS-2023-04",
            "TLS13-1-2-Ext0-FIPS-2023-04",
            "TLS13-1-2-Ext1-FIPS-2023-04",
            "TLS13-1-2-Ext2-FIPS-2023-04",
            "TLS13-1-2-Res-FIPS-PQ-2025-09",
            "TLS13-1-2-FIPS-PQ-2025-09",
            "TLS13-1-2-Ext0-FIPS-PQ-2025-09",
            "TLS13-1-2-Ext1-FIPS-PQ-2025-09",
            "TLS13-1-2-Ext2-FIPS-PQ-2025-09",
            "TLS13-1-2-RFC9151-FIPS-2023-07",
            "TLS13-1-2-Ext0-RFC9151-FIPS-2023-07",
            "TLS13-1-2-RFC9151-INTEROP1-FIPS-2023-07",
            "TLS13-1-2-RFC9151-INTEROP2-FIPS-2023-07",
            "TLS13-1-2-RFC9151-INTEROP3-FIPS-2023-07",
            "TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07",
        ],
    ),
    (
        Tls::V11,
        Tls::V13,
        &["TLS13-1-1-2021-06", "TLS13-1-1-FIPS-2023-04"],
    ),
    (
        Tls::V10,
        Tls::V13,
        &[
            "TLS13-1-0-2021-06",
            "TLS13-1-0-FIPS-2023-04",
            "TLS13-1-0-PQ-2025-09",
            "TLS13-1-0-FIPS-PQ-2025-09",
        ],
    ),
    (
        Tls::V12,
        Tls::V12,
        &[
            "FS-1-2-Res-2020-10",
            "FS-1-2-Res-2019-08",
            "FS-1-2-2019-08",
            "TLS-1-2-2017-01",
            "TLS-1-2-Ext-2018-06",
        ],
    ),
    (Tls::V11, Tls::V12, &["FS-1-1-2019-08", "TLS-1-1-2017-01"]),
    (
        Tls::V10,
        Tls::V12,
        &["FS-2018-06", "2016-08", "2015-05", "TLS-1-0-2015-04"],
    ),
];

/// The oldest and the newest version that a policy negotiates; `None` for a
/// policy that is not recorded here, such as one that AWS adds later.
pub fn listener_policy(name: &str) -> Option<(Tls, Tls)> {
    let short = name.strip_prefix("ELBSecurityPolicy-")?;
    POLICIES
        .iter()
        .find(|(_, _, names)| names.contains(&short))
        .map(|(oldest, newest, _)| (*oldest, *newest))
}

/// Whether every cipher suite of a recorded policy has forward secrecy; `None`
/// where that is not recorded.
pub fn forward_secrecy(name: &str) -> Option<bool> {
    listener_policy(name)?;
    let short = name.strip_prefix("ELBSecurityPolicy-")?;
    let only_13 = short.starts_with("TLS13-1-3-");
    if short.contains("RFC9151") && !only_13 {
        return None;
    }
    let extended = ["-Ext1-", "-Ext2-"].iter().any(|mark| short.contains(mark));
    let since_12 = short.starts_with("TLS13-1-2-") && !extended;
    Some(only_13 || since_12 || short.starts_with("FS-"))
}

/// How good the oldest protocol is that a distribution's certificate settings
/// accept (facts.md section 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewerTls {
    /// TLS 1.0, 1.1 or SSL.
    Old,
    /// TLS 1.2 with ciphers that are no longer advised.
    Dated,
    Current,
}

/// What a `minimum_protocol_version` of CloudFront accepts; `None` for one that
/// is not recorded here.
pub fn viewer_policy(name: &str) -> Option<ViewerTls> {
    match name {
        "SSLv3" | "TLSv1" | "TLSv1_2016" | "TLSv1.1_2016" => Some(ViewerTls::Old),
        "TLSv1.2_2018" | "TLSv1.2_2019" => Some(ViewerTls::Dated),
        "TLSv1.2_2021" | "TLSv1.2_2025" | "TLSv1.3_2025" => Some(ViewerTls::Current),
        _ => None,
    }
}

/// The oldest version that a predefined policy of classic load balancers takes;
/// `None` for one that is not recorded here.
pub fn classic_policy(name: &str) -> Option<Tls> {
    match name.strip_prefix("ELBSecurityPolicy-")? {
        "TLS-1-2-2017-01" => Some(Tls::V12),
        "TLS-1-1-2017-01" => Some(Tls::V11),
        // The last one takes SSL 3 as well.
        "2016-08" | "2015-05" | "2015-03" | "2015-02" | "2014-10" | "2014-01" | "2011-08" => {
            Some(Tls::V10)
        }
        _ => None,
    }
}

/// Whether a cipher suite, named as OpenSSL does, is broken or never was one.
pub fn is_weak_cipher(name: &str) -> bool {
    let mut parts = name.split('-');
    parts.any(|part| {
        matches!(
            part,
            "RC2" | "RC4" | "DES" | "EXP" | "NULL" | "ADH" | "AECDH" | "MD5"
        )
    })
}
