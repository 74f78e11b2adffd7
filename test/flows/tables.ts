/**
 * Who sends what to whom in each numbered step, read out of the contributions by hand: the number, the sender, the receiver and the
 * message, or what else stands there.
 */
export const tables: Readonly<Record<string, string>> = {
  "mmsc-transfer": `
    1 condition
    2 UE-1: action
    3 UE-1 > P-CSCF-1: REFER
    4 P-CSCF-1 > S-CSCF: REFER
    5 S-CSCF > MMSC AS: REFER
    6 MMSC AS > S-CSCF: 202 Accepted
    7 S-CSCF > P-CSCF-1: 202 Accepted
    8 P-CSCF-1 > UE-1: 202 Accepted
    9 MMSC AS > S-CSCF: NOTIFY
    10 S-CSCF > P-CSCF-1: NOTIFY
    11 P-CSCF-1 > UE-1: NOTIFY
    12 UE-1 > P-CSCF-1: 200 OK
    13 P-CSCF-1 > S-CSCF: 200 OK
    14 S-CSCF > MMSC AS: 200 OK
    15 MMSC AS > S-CSCF: INVITE
    16 S-CSCF > P-CSCF-2: INVITE
    17 P-CSCF-2 > UE-2: INVITE
    18 UE-2 > P-CSCF-2: 200 OK
    19 P-CSCF-2 > S-CSCF: 200 OK
    20 S-CSCF > MMSC AS: 200 OK
    21 MMSC AS > S-CSCF: ACK
    22 S-CSCF > P-CSCF-2: ACK
    23 P-CSCF-2 > UE-2: ACK
    24 MMSC AS > S-CSCF: Re-INVITE
    25 S-CSCF > P-CSCF-1: Re-INVITE
    26 P-CSCF-1 > UE-1: Re-INVITE
    27 UE-1 > P-CSCF-1: 200 OK
    28 P-CSCF-1 > S-CSCF: 200 OK
    29 S-CSCF > MMSC AS: 200 OK
    30 MMSC AS > S-CSCF: ACK
    31 S-CSCF > P-CSCF-1: ACK
    32 P-CSCF-1 > UE-1: ACK
    33 MMSC AS > S-CSCF: Re-INVITE
    34 S-CSCF > remote end point: Re-INVITE
    35 remote end point > S-CSCF: 200 OK
    36 S-CSCF > MMSC AS: 200 OK
    37 MMSC AS > S-CSCF: ACK
    38 S-CSCF > remote end point: ACK
    39 MMSC AS > S-CSCF: NOTIFY
    40 S-CSCF > P-CSCF-1: NOTIFY
    41 P-CSCF-1 > UE-1: NOTIFY
    42 UE-1 > P-CSCF-1: 200 OK
    43 P-CSCF-1 > S-CSCF: 200 OK
    44 S-CSCF > MMSC AS: 200 OK
  `,
  "mmsc-retrieval": `
    1 condition
    2 UE-2 and MMSC AS: exchange
    3 UE-2: action
    4 UE-2 > P-CSCF-2: INVITE
    5 P-CSCF-2 > S-CSCF: INVITE
    6 S-CSCF > MMSC AS: INVITE
    7 MMSC AS > S-CSCF: 200 OK
    8 S-CSCF > P-CSCF-2: 200 OK
    9 P-CSCF-2 > UE-2: 200 OK
    10 UE-2 > P-CSCF-2: ACK
    11 P-CSCF-2 > S-CSCF: ACK
    12 S-CSCF > MMSC AS: ACK
    13 MMSC AS > S-CSCF: Re-INVITE
    14 S-CSCF > P-CSCF-1: Re-INVITE
    15 P-CSCF-1 > UE-1: Re-INVITE
    16 UE-1 > P-CSCF-1: 200 OK
    17 P-CSCF-1 > S-CSCF: 200 OK
    18 S-CSCF > MMSC AS: 200 OK
    19 MMSC AS > S-CSCF: ACK
    20 S-CSCF > P-CSCF-1: ACK
    21 P-CSCF-1 > UE-1: ACK
    22 MMSC AS > S-CSCF: Re-INVITE
    23 S-CSCF > remote end point: Re-INVITE
    24 remote end point > S-CSCF: 200 OK
    25 S-CSCF > MMSC AS: 200 OK
    26 MMSC AS > S-CSCF: ACK
    27 S-CSCF > remote end point: ACK
  `,
  "cpm-transfer-in-path": `
    1 condition
    2 CPM User A Device 1 > SIP/IP Core A: CPM Session Transfer request
    3 SIP/IP Core A > CPM Conversation Server A: CPM Session Transfer request
    4 CPM Conversation Server A > SIP/IP Core A: Accepted notification
    5 SIP/IP Core A > CPM User A Device 1: Accepted notification
    6 CPM Conversation Server A > SIP/IP Core A: Join Session Notification
    7 SIP/IP Core A > CPM User A Device 'n': Join Session Notification
    8 CPM User A Device 'n' > SIP/IP Core A: notification response
    9 SIP/IP Core A > CPM Conversation Server A: notification response
    10 CPM User A Device 'n' > SIP/IP Core A: CPM Session Invitation request
    11 SIP/IP Core A > CPM Conversation Server A: CPM Session Invitation request
    12 CPM Conversation Server A > SIP/IP Core A: OK response
    13 SIP/IP Core A > CPM User A Device 'n': OK response
    14 CPM User A Device 'n' > SIP/IP Core A: CPM Session Replaced Notification
    15 SIP/IP Core A > CPM Conversation Server A: CPM Session Replaced Notification
    16 CPM Conversation Server A > SIP/IP Core A: CPM Session Replaced Notification response
    17 SIP/IP Core A > CPM User A Device 'n': CPM Session Replaced Notification response
    18 CPM Conversation Server A > SIP/IP Core A: Release CPM Session Notification
    19 SIP/IP Core A > CPM User A Device 1: Release CPM Session Notification
    20 CPM User A Device 1 > SIP/IP Core A: notification response
    21 SIP/IP Core A > CPM Conversation Server A: notification response
    22 CPM User A Device 1 > SIP/IP Core A: Release CPM Session request
    23 SIP/IP Core A > CPM Conversation Server A: Release CPM Session request
    24 CPM Conversation Server A > SIP/IP Core A: OK response
    25 SIP/IP Core A > CPM User A Device 1: OK response
  `,
  "cpm-transfer-not-in-path": `
    1 condition
    2 CPM User A Device 1 > SIP/IP Core A: CPM Session Transfer request
    3 SIP/IP Core A > CPM Conversation Server A: CPM Session Transfer request
    4 CPM Conversation Server A > SIP/IP Core A: Accepted notification
    5 SIP/IP Core A > CPM User A Device 1: Accepted notification
    6 CPM Conversation Server A > SIP/IP Core A: Join Session Notification
    7 SIP/IP Core A > CPM User A Device 'n': Join Session Notification
    8 CPM User A Device 'n' > SIP/IP Core A: notification response
    9 SIP/IP Core A > CPM Conversation Server A: notification response
    10 CPM User A Device 'n' > SIP/IP Core A: CPM Session Invitation request
    11 SIP/IP Core A > CPM Conversation Server A: CPM Session Invitation request
    12 CPM Conversation Server A > SIP/IP Core A: CPM Session Invitation request
    13 SIP/IP Core A > SIP/IP Core B: CPM Session Invitation request
    14 SIP/IP Core B > CPM Conversation Server B: CPM Session Invitation request
    15 CPM Conversation Server B > SIP/IP Core B: CPM Session Invitation request
    16 SIP/IP Core B > CPM User B Device 1: CPM Session Invitation request
    17 CPM User B Device 1 > SIP/IP Core B: OK response
    18 SIP/IP Core B > CPM Conversation Server B: OK response
    19 CPM Conversation Server B > SIP/IP Core B: OK response
    20 SIP/IP Core B > SIP/IP Core A: OK response
    21 SIP/IP Core A > CPM Conversation Server A: OK response
    22 CPM Conversation Server A > SIP/IP Core A: OK response
    23 SIP/IP Core A > CPM User A Device 'n': OK response
    24 CPM User A Device 'n' > SIP/IP Core A: CPM Session Replaced Notification
    25 SIP/IP Core A > CPM Conversation Server A: CPM Session Replaced Notification
    26 CPM Conversation Server A > SIP/IP Core A: CPM Session Replaced Notification response
    27 SIP/IP Core A > CPM User A Device 'n': CPM Session Replaced Notification response
    28 CPM Conversation Server A > SIP/IP Core A: Release CPM Session Notification
    29 SIP/IP Core A > CPM User A Device 1: Release CPM Session Notification
    30 CPM User A Device 1 > SIP/IP Core A: notification response
    31 SIP/IP Core A > CPM Conversation Server A: notification response
    32 CPM User A Device 1 > SIP/IP Core A: Release CPM Session request
    33 SIP/IP Core A > CPM Conversation Server A: Release CPM Session request
    34 CPM Conversation Server A > SIP/IP Core A: Release CPM Session request
    35 SIP/IP Core A > SIP/IP Core B: Release CPM Session request
    36 SIP/IP Core B > CPM Conversation Server B: Release CPM Session request
    37 CPM Conversation Server B > SIP/IP Core B: Release CPM Session request
    38 SIP/IP Core B > CPM User B Device 1: Release CPM Session request
    39 CPM User B Device 1 > SIP/IP Core B: OK response
    40 SIP/IP Core B > CPM Conversation Server B: OK response
    41 CPM Conversation Server B > SIP/IP Core B: OK response
    42 SIP/IP Core B > SIP/IP Core A: OK response
    43 SIP/IP Core A > CPM Conversation Server A: OK response
    44 CPM Conversation Server A > SIP/IP Core A: OK response
    45 SIP/IP Core A > CPM User A Device 1: OK response
  `,
  "cmr-continue": `
    1 CMR Client-B > CMR Server: 200 OK (INVITE)
    2 CMR Server > CMR Client-B: ACK
    3 CMR Server > CMR Resource Server: allocate conference resource
    4 CMR Server > CMR Client-B: re-INVITE
    5 CMR Client-B > CMR Server: 200 OK (re-INVITE)
    6 CMR Server > CMR Client-A: UPDATE
    7 CMR Client-A > CMR Server: 200 OK (UPDATE)
    8 CMR Server > CMR Client-A: 200 OK (INVITE)
    9 CMR Client-A > CMR Server: ACK
    10 CMR Server > CMR Client-B: ACK
    11 CMR Server > CMR Resource Server: start mixing
  `,
  "mcx-migration": `
    1 signalling user agent > SIP core in the partner MC system: SIP registration request
    2 SIP core in the partner MC system > migration management server in the partner MC system: get SIP authentication information request
    3 migration management server in the partner MC system: action
    4 migration management server in the partner MC system > migration management server in the primary MC system: get SIP authentication information request
    5 migration management server in the primary MC system > SIP database in the primary MC system: get SIP authentication information request
    6 SIP database in the primary MC system > migration management server in the primary MC system: get SIP authentication information response
    7 migration management server in the primary MC system > migration management server in the partner MC system: get SIP authentication information response
    8 migration management server in the partner MC system: action
    9 migration management server in the partner MC system > SIP core in the partner MC system: get SIP authentication information response
    10 SIP core in the partner MC system > signalling user agent: SIP authentication challenge request
    11 signalling user agent > SIP core in the partner MC system: SIP authentication challenge response
    12 SIP core in the partner MC system > signalling user agent: SIP registration response
  `,
};
