/** A whole report as a snippet: every member that RFC 8460 section 4.4 asks for, with values to overwrite. */
export function reportSnippet(now: Date): string {
  const day = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);
  return `{
  "organization-name": "\${1:Example Mail}",
  "date-range": {
    "start-datetime": "\${2:${day}}T00:00:00Z",
    "end-datetime": "\${2:${day}}T23:59:59Z"
  },
  "contact-info": "\${3:tlsrpt@mail.example}",
  "report-id": "\${2:${day}}_\${4:example.com}",
  "policies": [
    {
      "policy": {
        "policy-type": "sts",
        "policy-string": [
          "version: STSv1",
          "mode: \${5|enforce,testing,none|}",
          "mx: \${6:mx1.example.com}",
          "max_age: 604800"
        ],
        "policy-domain": "\${4:example.com}",
        "mx-host": ["\${6:mx1.example.com}"]
      },
      "summary": {
        "total-successful-session-count": \${7:100},
        "total-failure-session-count": \${8:1}
      },
      "failure-details": [
        {
          "result-type": "\${9|certificate-expired,certificate-host-mismatch,certificate-not-trusted,starttls-not-supported,validation-failure,sts-policy-fetch-error,sts-policy-invalid,sts-webpki-invalid,tlsa-invalid,dnssec-invalid,dane-required|}",
          "sending-mta-ip": "\${10:192.0.2.10}",
          "receiving-mx-hostname": "\${6:mx1.example.com}",
          "receiving-ip": "\${11:203.0.113.25}",
          "failed-session-count": \${8:1}
        }
      ]
    }
  ]
}
`;
}
