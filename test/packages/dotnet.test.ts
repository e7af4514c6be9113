import { describePackage, expectFiles, expectLibrary } from './language-tests';
import { filesIn } from '../../tools/packages/archive';
import { buildPackage } from '../../tools/packages/build';
import { publicTypes } from '../../tools/packages/contents';
import { DOTNET } from '../../tools/packages/language';
import { DIST, VERSION } from '../../tools/packages/settings';

const CODE = `${DIST}/dotnet/CdkEnforceMfa`;

describePackage(DOTNET, () => {
  beforeAll(() => buildPackage(DOTNET));

  test('has a file for each type, the library, its license, and nothing else', () => {
    expectFiles(filesIn(CODE), /^(CdkEnforceMfa\.csproj|AssemblyInfo\.cs|LICENSE|[^/]+\.tgz|CdkEnforceMfa\/(Internal\/.+\/)?\w+\.cs)$/, [
      'CdkEnforceMfa.csproj', 'LICENSE', `cdk-enforce-mfa-${VERSION}.tgz`, ...publicTypes().map(name => `CdkEnforceMfa/${name}.cs`),
    ]);
  });

  test('carries the library', () => {
    expectLibrary(`${CODE}/cdk-enforce-mfa-${VERSION}.tgz`);
  });
});
