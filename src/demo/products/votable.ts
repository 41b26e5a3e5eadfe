import type { CatalogueTable } from './catalogue-table.ts';

/** A catalogue as an IVOA VOTable 1.4 with its data in TABLEDATA. Column names and IDs are those of selavy. */
export function encodeVotable({ title, columns, rows }: CatalogueTable): string {
  const fields = columns.map(({ name, unit, datatype, ucd, width, decimals }) => {
    const size =
      datatype === 'char'
        ? 'arraysize="*"'
        : `width="${width}"${decimals === null ? '' : ` precision="${decimals}"`}`;
    const unitText = unit === '' ? '' : ` unit="${unit}"`;
    return `      <FIELD name="${name}" ID="col_${name}" ucd="${ucd}" datatype="${datatype}"${unitText} ${size}/>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">',
    `  <RESOURCE name="${title}">`,
    '    <DESCRIPTION>Simulated by the demo of VAST Pilot Downloader. Not an observation.</DESCRIPTION>',
    '    <COOSYS ID="J2000" system="eq_FK5" equinox="J2000"/>',
    `    <TABLE name="${title}" ID="${title.replaceAll(' ', '_')}">`,
    ...fields,
    '      <DATA>',
    '        <TABLEDATA>',
    ...rows.map((row) => `          <TR><TD>${row.join('</TD><TD>')}</TD></TR>`),
    '        </TABLEDATA>',
    '      </DATA>',
    '    </TABLE>',
    '  </RESOURCE>',
    '</VOTABLE>',
    '',
  ].join('\n');
}
