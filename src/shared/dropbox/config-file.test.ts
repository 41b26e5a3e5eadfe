import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors/app-error.ts';
import { configTemplate, parseConfigFile } from './config-file.ts';

const URL = 'https://www.dropbox.com/sh/abc/def?dl=0';
const good = (more = '') =>
  `[dropbox]\nshared_url = ${URL}\npassword = secret\naccess_token = sl.token\n${more}`;
const parse = (text: string, allowLoopback = false) =>
  parseConfigFile(text, { name: 'dropbox.cfg', allowLoopback });
const failure = (text: string): AppError => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
};

describe('parseConfigFile', () => {
  it('reads the three settings of the old script', () => {
    expect(parse(good())).toEqual({
      credentials: {
        sharedUrl: URL,
        password: 'secret',
        accessToken: 'sl.token',
        refreshToken: null,
        appKey: null,
      },
      warnings: [],
    });
  });

  it('takes a refresh token and its app key for an access token', () => {
    const text = `[dropbox]\nshared_url=${URL}\npassword=p\nrefresh_token = r\napp_key = k\n`;
    expect(parse(text).credentials).toMatchObject({
      accessToken: null,
      refreshToken: 'r',
      appKey: 'k',
    });
  });

  it.each([
    ['Windows line ends', good().replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${good()}`],
    ['comments and empty lines', good().replace('password', '\n# a\n; b = c\n  # d\npassword')],
    [
      'keys and section in any case',
      good().replace('[dropbox]', '[Dropbox]').replace('password', 'PassWord'),
    ],
    ['indented keys', good().replace('password', '   password')],
    ['colons', good().replace('shared_url = ', 'shared_url: ')],
    ['other sections', `[other]\nwhatever\n${good('[more]\npassword = other\n')}`],
    ['a section header with spaces', good().replace('[dropbox]', '  [ dropbox ]  ')],
  ])('copes with %s', (_, text) => {
    expect(parse(text)).toEqual(parse(good()));
  });

  it('keeps every character of a value', () => {
    const value = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((text) => text.trim())
      .filter((text) => text !== '' && !/[\r\n\0\uFEFF\uFFFD]|^["'“‘]|^ENTER_/i.test(text));
    fc.assert(
      fc.property(value, (password) => {
        expect(parse(good().replace('secret', () => password)).credentials.password).toBe(password);
      }),
    );
  });

  it.each(['100%', '%(x)s', 'a=b', 'a#b', 'a ;b', '#a', ':', 'a  b'])('keeps %j', (password) => {
    expect(parse(good().replace('secret', () => password)).credentials.password).toBe(password);
  });

  it('removes quotes, and reports it once', () => {
    const { credentials, warnings } = parse(good().replace('secret', '"secret"'));
    expect(credentials.password).toBe('secret');
    expect(warnings).toEqual([expect.stringMatching(/line 3.*quotes.*password/)]);
    expect(parse(good().replace('secret', `""secret""`)).credentials.password).toBe('"secret"');
    expect(parse(good().replace('secret', `"secret`)).warnings).toEqual([]);
  });

  it('reports unknown lines and an empty password', () => {
    const { warnings } = parse(good('token = x\n').replace('secret', ''));
    expect(warnings).toEqual([
      expect.stringMatching(/line 5: "token" is not a setting .* Known are shared_url, password/),
      expect.stringMatching(/line 3: the password is empty/),
    ]);
  });

  it.each([
    ['refesh_token = r', /line 5: "refesh_token" is not .* Did you mean refresh_token\?/],
    ['APP-KEY = k', /line 5: "APP-KEY" is not .* Did you mean app_key\?/],
    ['Client id = k', /line 5: "Client id" is not .* Did you mean app_key\?/],
    ['colour = red', /line 5: "colour" is not .* Known are shared_url/],
    ['pasword = x', /line 5: "pasword" is not .* Known are shared_url/],
  ])('names the key of %j, and what was meant unless that is set', (line, message) => {
    expect(parse(good(`${line}\n`)).warnings).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    [/shared_url/, 'shared_link', /shared_url is missing .* Is "shared_link" in line 2 meant/],
    [/password/, 'passwd', /password is missing .* Is "passwd" in line 3 meant/],
    [/access_token/, 'acess_token', /access_token is missing .* Is "acess_token" in line 4 meant/],
  ])('asks of a missing %s whether %s is meant for it', (key, typo, message) => {
    expect(failure(good().replace(key, typo)).message).toMatch(message);
  });

  it('reports a mistyped key together with other mistakes, each once', () => {
    const badLink = good('refesh_token = r\n').replace(/shared_url = .*/, 'shared_url = nowhere');
    expect(failure(badLink).message).toMatch(
      /line 2: shared_url is not a link\. .* Also, line 5: "refesh_token" is not .* Did you mean refresh_token\?$/,
    );
    const missing = failure(good().replace(/password/, 'passwd')).message;
    expect(missing.match(/line 3/g)).toHaveLength(1);
  });

  it.each(['aB3xTokenRest = x', 'abcdefghijklmnopqrstuvw=', 'rlkey9: x', 'abc.def = x'])(
    'does not repeat %j, which may be the rest of a secret',
    (line) => {
      const [warning] = parse(good(`${line}\n`)).warnings;
      expect(warning).toMatch(/line 5: this is not a setting/);
      expect(warning).not.toContain(line.slice(0, 5));
    },
  );

  it.each([
    ['shared_url', 'ENTER_URL'],
    ['password', 'ENTER_PASSWORD'],
    ['access_token', 'ENTER_ACCESS_TOKEN'],
  ])('says that %s still holds the template', (key, value) => {
    const text = good().replace(new RegExp(`${key} = .*`), `${key} = ${value}`);
    expect(failure(text).message).toMatch(new RegExp(`${key} still holds .*${value}`));
    expect(failure(text).code).toBe('bad-config');
  });

  it.each([
    ['', /section \[dropbox\] is missing/],
    ['password = x', /line 1: the line \[dropbox\] must come before/],
    [good().replace('[dropbox]', '[dropbx]'), /line 1: \[dropbx\] .* Did you mean \[dropbox\]\?$/],
    [good().replace('[dropbox]', '[a]\n[Drop-Box]'), /line 2: \[Drop-Box\] .* Did you mean/],
    [
      good().replace('[dropbox]', '[other]'),
      /^dropbox\.cfg: the section \[dropbox\] is missing\.$/,
    ],
    [good().replace('[dropbox]', '[dropbox'), /line 1: .* Did you mean \[dropbox\]\?$/],
    [good().replace('[dropbox]', 'dropbox'), /line 1: .* Did you mean \[dropbox\]\?$/],
    ['[dropbox]\n', /shared_url is missing/],
    [good().replace(/password.*\n/, ''), /password is missing/],
    [good().replace(URL, ''), /line 2: shared_url has no value/],
    [good().replace('sl.token', ''), /line 4: access_token has no value/],
    [good('password = again\n'), /password is set twice, in lines 3 and 5/],
    [good('    halfofatoken\n'), /line 5: .*broken into two lines/],
    [good().replace('sl.token', 'sl. token'), /line 4: access_token holds a space/],
    [good().replace('sl.token', 'sl.tok\u200Ben'), /line 4: access_token holds/],
    [good().replace('access_token', 'refresh_token'), /add app_key/],
    [good().replace(URL, 'https://www.dropbox.com/s/abc/file.fits'), /line 2: .*single file/],
    [good().replace(URL, 'https://www.dropbox.com/home/x'), /line 2: .*not a shared link/],
    [good().replace(URL, 'http://127.0.0.1:1/sh/a/b'), /VAST_DROPBOX_ENDPOINT/],
    [good().replace(URL, 'drop box'), /not a link/],
    ['[\0d\0', /UTF-16/],
  ])('refuses %j', (text, message) => {
    expect(failure(text).message).toMatch(message);
    expect(failure(text).message).toMatch(/^dropbox\.cfg/);
  });

  it.each([
    [`${URL},`, URL],
    [`<${URL}>`, URL],
    [`${URL}&amp;rlkey=x`, `${URL}&rlkey=x`],
  ])('uses the link of %j without what came along, and tells so', (pasted, url) => {
    const { credentials, warnings } = parse(good().replace(URL, pasted));
    expect(credentials.sharedUrl).toBe(url);
    expect(warnings).toEqual([
      expect.stringContaining('dropbox.cfg, line 2: shared_url is used without'),
    ]);
  });

  it.each([
    [
      'a password in Latin-1',
      Buffer.from(good().replace('secret', 'caf\u00e9'), 'latin1'),
      'line 3: byte 15',
    ],
    ['a comment in Latin-1', Buffer.from(`# \u00fcber\n${good()}`, 'latin1'), 'line 1: byte 3'],
    ['UTF-16', Buffer.from(good(), 'utf16le'), 'UTF-16'],
    [
      'a control character',
      Buffer.from(good().replace('secret', 'a\u0001b')),
      'line 3: it holds a control',
    ],
  ])('refuses a file with %s, and says how to correct it', (_, bytes, where) => {
    const { code, message } = failure(bytes.toString('utf8'));
    expect(code).toBe('bad-config');
    expect(message).toContain(where);
    expect(message).toMatch(/UTF-8|Type that line again/);
    expect(message).not.toContain('caf');
  });

  it('warns of a password whose accents are separate characters, and keeps it', () => {
    const { credentials, warnings } = parse(good().replace('secret', 'cafe\u0301'));
    expect(credentials.password).toBe('cafe\u0301');
    expect(warnings).toEqual([
      expect.stringContaining('line 3: the password has its accents as separate'),
    ]);
    expect(parse(good().replace('secret', 'caf\u00e9')).warnings).toEqual([]);
  });

  it.each([
    ['blank lines', (text: string) => '\n'.repeat(1024 * 1024) + text],
    ['a long value', (text: string) => text.replace('secret', 'x '.repeat(512 * 1024))],
    ['a long link', (text: string) => text.replace(URL, `${URL}${'/a'.repeat(512 * 1024)},`)],
    ['a long line of no meaning', (text: string) => `${text}${'k'.repeat(1024 * 1024)} = x\n`],
  ])('is read at once with a megabyte of %s', (_, change) => {
    expect(parse(change(good())).credentials.accessToken).toBe('sl.token');
  });

  it('lets a link to this machine through where that is what is used', () => {
    const text = good().replace(URL, 'http://127.0.0.1:1234/sh/a/b');
    expect(parse(text, true).credentials.sharedUrl).toBe('http://127.0.0.1:1234/sh/a/b');
  });

  it('repeats no value, for any mistake in the file', () => {
    const line = fc.tuple(
      fc.constantFrom(
        'shared_url',
        'password',
        'access_token',
        'refresh_token',
        'x',
        'QQsecretQQ',
        '',
      ),
      fc.constantFrom(' = ', ':', ' ', '\n', ''),
      fc.constantFrom('QQsecretQQ', '"QQsecretQQ"', 'QQ secret QQ', 'https://QQsecretQQ', ''),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.boolean(), (lines, header) => {
        const text = lines.map((parts) => parts.join('')).join('\n');
        let said: string;
        try {
          said = parse(header ? `[dropbox]\n${text}` : text).warnings.join('\n');
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          said = error.message;
        }
        expect(said).not.toMatch(/secret/);
      }),
    );
  });
});

describe('configTemplate', () => {
  it('is refused as long as nobody has filled it in, and is right once they have', () => {
    expect(failure(configTemplate()).message).toMatch(/ENTER_URL/);
    const filled = configTemplate()
      .replace('ENTER_URL', URL)
      .replace('ENTER_PASSWORD', 'p')
      .replace('ENTER_ACCESS_TOKEN', 't');
    expect(parse(filled).warnings).toEqual([]);
  });
});
